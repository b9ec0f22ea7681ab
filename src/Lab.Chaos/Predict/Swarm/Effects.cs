namespace Lab.Chaos.Predict.Swarm;

internal enum EffectResult
{
    Applied,
    Refused,
    StartOver,
}

/// <summary>What steps do to cells, exactly, and which anomalies that makes. The only place that decides what a violation is.</summary>
internal sealed class Effects(Scene scene)
{
    private readonly Attempts _attempts = scene.Attempts;

    private Anomaly? _found;

    /// <summary>Whether the cell of the last read was there.</summary>
    public bool WasPresent { get; private set; }

    /// <summary>A read sets out: from now on it must not come back with less than what is acknowledged at this moment.</summary>
    public void Begin(int slot, Instruction step)
    {
        if (Source(step, _attempts[slot].Key) is >= 0 and var source)
        {
            _attempts[slot].AcknowledgedAtStart = scene.Cells[source].Acknowledged;
        }
    }

    public void Read(int slot, Instruction step, int cell)
    {
        if (cell < 0)
        {
            WasPresent = true;
            _attempts.Register(slot, step.Register).Value = scene.Cells.StartOf(step.Cell, int.MaxValue);
            _attempts.Register(slot, step.Register).Version = 0;
            return;
        }

        ref var at = ref scene.Cells[cell];
        WasPresent = at.Present;
        var value = OwnPending(slot, step.Cell, at.Present ? at.Value : 0);
        _attempts.Register(slot, step.Register) = new Register { Value = value, Version = at.Version };
        if (at.Present && Source(step, _attempts[slot].Key) is >= 0 and var source)
        {
            CheckFreshness(slot, step, at.CopyOf, scene.Cells[source].Version);
        }

        Tell(at.Present ? StepEventKind.Read : StepEventKind.Missed, slot, step, value);
    }

    /// <summary>Write, atomic, call, invalidate.</summary>
    public EffectResult Apply(int slot, Instruction step, int cell)
    {
        ref var attempt = ref _attempts[slot];
        ref var request = ref _attempts.Request(attempt.Request);
        if (step.FencedBy >= 0 && IsFencedOff(slot, step))
        {
            return EffectResult.Refused;
        }

        if (cell >= 0)
        {
            ref var at = ref scene.Cells[cell];
            if (step.Code == OpCode.Atomic && step.Holds is { } guard && !guard.Holds(OwnPending(slot, step.Cell, at.Value)))
            {
                return EffectResult.Refused;
            }

            if (step.NeedsVersion && at.Version != _attempts.Register(slot, step.Register).Version)
            {
                return EffectResult.StartOver;
            }
        }

        if (step.Idempotent && IsApplied(request, step))
        {
            return EffectResult.Applied;
        }

        var effect = Settled(slot, step);
        if (step.InTransaction)
        {
            if (attempt.PendingEffects == Attempts.MostEffects)
            {
                throw new InvalidOperationException($"A transaction has more than {Attempts.MostEffects} effects; the predictor keeps no more.");
            }

            _attempts.Pending(slot, attempt.PendingEffects++) = effect;
            if (step.Own >= 0 && step.Code == OpCode.Write)
            {
                _attempts.Register(slot, step.Own).Value = effect.Value;
            }
        }
        else
        {
            Carry(slot, step, cell, effect);
        }

        return EffectResult.Applied;
    }

    /// <summary>Carries out what a transaction has done.</summary>
    /// <returns>False when a fenced lock was lost meanwhile: then nothing is done.</returns>
    public bool TryApplyPending(int slot)
    {
        ref var attempt = ref _attempts[slot];
        for (var n = 0; n < attempt.PendingEffects; n++)
        {
            if (scene.System.Code[_attempts.Pending(slot, n).Step] is { FencedBy: >= 0 } step && IsFencedOff(slot, step))
            {
                return false;
            }
        }

        for (var n = 0; n < attempt.PendingEffects; n++)
        {
            var effect = _attempts.Pending(slot, n);
            var step = scene.System.Code[effect.Step];
            Carry(slot, step, step.Cell < 0 ? -1 : scene.Cells.Of(step.Cell, attempt.Key), effect);
        }

        attempt.PendingEffects = 0;
        return true;
    }

    /// <summary>Whether the cells of those registers are as they were read; own effects are not applied yet.</summary>
    public bool AreUnchanged(int slot, ulong registers)
    {
        ref var attempt = ref _attempts[slot];
        var cells = scene.System.RegisterCells(attempt.Program);
        for (var register = 0; register < cells.Count; register++)
        {
            var cell = (registers >> register & 1) == 0 ? -1 : scene.Cells.Of(cells[register], attempt.Key);
            var version = _attempts.Register(slot, register).Version;
            if (cell >= 0 && version >= 0 && scene.Cells[cell].Version != version)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The operation has ended: what it changed may be relied on.</summary>
    public void Acknowledge(int slot)
    {
        ref var attempt = ref _attempts[slot];
        var cells = scene.System.SourceCells(attempt.Program);
        for (var n = 0; n < cells.Length; n++)
        {
            if (_attempts.Changed(slot, n) is >= 0 and var version)
            {
                ref var source = ref scene.Cells[scene.Cells.Of(cells[n], attempt.Key)];
                source.Acknowledged = Math.Max(source.Acknowledged, version);
            }
        }
    }

    /// <summary>A lock without lease whose holder died.</summary>
    public void Leaked(int slot, Instruction step)
    {
        Count(Anomaly.LeakedHold, slot, step.Boundary);
        Tell(StepEventKind.Locked, slot, step, 0);
    }

    // What the step stores, from what was read till now.
    private Effect Settled(int slot, Instruction step)
    {
        switch (step.Change)
        {
            case Swarm.Change.AddToRead:
                ref var read = ref _attempts.Register(slot, step.Register);
                return new Effect(step.Index, HasPending(slot, step.Cell) ? -1 : read.Version, read.Value + step.Operand);
            case Swarm.Change.Copy:
                ref var source = ref _attempts.Register(slot, step.Register);
                return new Effect(step.Index, source.Version, source.Value);
            default:
                return new Effect(step.Index, -1, step.Operand);
        }
    }

    private static bool IsApplied(in Request request, Instruction step) =>
        step.EffectBit >= 0 && (request.Applied & (1UL << step.EffectBit)) != 0;

    private void Carry(int slot, Instruction step, int cell, Effect effect)
    {
        ref var attempt = ref _attempts[slot];
        ref var request = ref _attempts.Request(attempt.Request);
        if (IsApplied(request, step))
        {
            if (step.Idempotent)
            {
                return;   // another attempt has committed it since
            }

            Count(Anomaly.DoubleApply, slot, step.Boundary);
        }

        if (step.EffectBit >= 0)
        {
            request.Applied |= 1UL << step.EffectBit;
        }

        foreach (var relied in step.Relies)
        {
            if (scene.Cells.Of(relied.Cell, attempt.Key) is >= 0 and var checkedCell && !relied.Check.Holds(scene.Cells[checkedCell].Value))
            {
                Count(relied.Anomaly, slot, relied.Boundary);
            }
        }

        if (cell >= 0)
        {
            Change(slot, step, cell, effect);
        }

        Tell(KindOf(step.Code), slot, step, cell < 0 ? 0 : scene.Cells[cell].Value);
    }

    private void Change(int slot, Instruction step, int cell, Effect effect)
    {
        ref var at = ref scene.Cells[cell];
        switch (step.Change)
        {
            case Swarm.Change.AddToRead:
                if (effect.Version >= 0 && at.Version != effect.Version)
                {
                    Count(Anomaly.LostUpdate, slot, step.Boundary);
                }

                at.Value = effect.Value;
                break;
            case Swarm.Change.Add or Swarm.Change.Row:
                at.Value += effect.Value;
                break;
            case Swarm.Change.Set:
                at.Value = effect.Value;
                break;
            case Swarm.Change.Copy:
                (at.Value, at.CopyOf) = (effect.Value, effect.Version);
                break;
            case Swarm.Change.Remove:
                at.Version++;
                at.Present = false;
                return;
            default:
                return;
        }

        at.Present = true;
        at.Version++;
        if (step.Own >= 0)
        {
            // A second write of the same operation builds on this one.
            _attempts.Register(slot, step.Own) = new Register { Value = at.Value, Version = at.Version };
        }

        if (step.Source >= 0)
        {
            _attempts.Changed(slot, step.Source) = at.Version;
        }
    }

    private void CheckFreshness(int slot, Instruction step, int copyOf, int newest)
    {
        ref var attempt = ref _attempts[slot];
        var seen = -1;
        var cells = scene.System.RegisterCells(attempt.Program);
        for (var register = 0; register < cells.Count; register++)
        {
            if (cells[register] == scene.System.Cells[step.Cell].Source)
            {
                seen = _attempts.Register(slot, register).Version;
            }
        }

        if (copyOf < newest && (copyOf < attempt.AcknowledgedAtStart || copyOf < seen))
        {
            Count(Anomaly.StaleRead, slot, step.Boundary);
        }
    }

    private void Count(Anomaly anomaly, int slot, int boundary)
    {
        scene.Tally.Count(anomaly, boundary, ref _attempts.Request(_attempts[slot].Request));
        _found ??= anomaly;
    }

    // One event a step, which carries the anomaly if the step made one.
    private void Tell(StepEventKind kind, int slot, Instruction step, long value)
    {
        scene.Record(kind, slot, step, value, _found);
        _found = null;
    }

    // What this transaction has changed itself it also sees.
    private long OwnPending(int slot, int template, long value)
    {
        for (var n = 0; n < _attempts[slot].PendingEffects; n++)
        {
            var effect = _attempts.Pending(slot, n);
            var step = scene.System.Code[effect.Step];
            if (step.Cell == template)
            {
                WasPresent = step.Change != Swarm.Change.Remove;
                value = step.Change switch
                {
                    Swarm.Change.Add or Swarm.Change.Row => value + effect.Value,
                    Swarm.Change.Remove => 0,
                    _ => effect.Value,
                };
            }
        }

        return value;
    }

    private bool HasPending(int slot, int template)
    {
        for (var n = 0; n < _attempts[slot].PendingEffects; n++)
        {
            if (scene.System.Code[_attempts.Pending(slot, n).Step].Cell == template)
            {
                return true;
            }
        }

        return false;
    }

    private bool IsFencedOff(int slot, Instruction step)
    {
        var cell = scene.Cells.Of(step.FencedBy, _attempts[slot].Key);
        for (var n = 0; n < _attempts[slot].HeldLocks; n++)
        {
            var held = _attempts.Held(slot, n);
            if (held.Cell == cell)
            {
                return scene.Cells[cell].Token != held.Token;
            }
        }

        return false;
    }

    private int Source(Instruction step, int key) =>
        scene.System.Cells[step.Cell].Source is >= 0 and var source ? scene.Cells.Of(source, key) : -1;

    private static StepEventKind KindOf(OpCode code) => code switch
    {
        OpCode.Write => StepEventKind.Wrote,
        OpCode.Atomic => StepEventKind.Took,
        OpCode.Call => StepEventKind.Called,
        OpCode.Invalidate => StepEventKind.Invalidated,
        _ => throw new System.Diagnostics.UnreachableException($"{code} has no effect."),
    };
}
