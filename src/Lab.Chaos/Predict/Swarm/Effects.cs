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
        _attempts.Register(slot, step.Register).Value = OwnPending(slot, step.Cell, at.Value);
        _attempts.Register(slot, step.Register).Version = at.Version;
        if (at.Present && Source(step, _attempts[slot].Key) is >= 0 and var source)
        {
            CheckFreshness(slot, step, at.CopyOf, scene.Cells[source].Version);
        }

        Tell(at.Present ? StepEventKind.Read : StepEventKind.Missed, slot, step, at.Value);
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

        if (step.Idempotent && step.EffectBit >= 0 && (request.Applied & (1UL << step.EffectBit)) != 0)
        {
            return EffectResult.Applied;
        }

        if (step.InTransaction)
        {
            if (attempt.PendingEffects == Attempts.MostEffects)
            {
                throw new InvalidOperationException($"A transaction has more than {Attempts.MostEffects} effects; the predictor keeps no more.");
            }

            _attempts.Pending(slot, attempt.PendingEffects++) = step.Index;
        }
        else
        {
            Carry(slot, step, cell);
        }

        return EffectResult.Applied;
    }

    public void ApplyPending(int slot)
    {
        ref var attempt = ref _attempts[slot];
        for (var n = 0; n < attempt.PendingEffects; n++)
        {
            var step = scene.System.Code[_attempts.Pending(slot, n)];
            Carry(slot, step, step.Cell < 0 ? -1 : scene.Cells.Of(step.Cell, attempt.Key));
        }

        attempt.PendingEffects = 0;
    }

    /// <summary>Whether the cells of those registers are as they were read; own effects are not applied yet.</summary>
    public bool AreUnchanged(int slot, ulong registers)
    {
        ref var attempt = ref _attempts[slot];
        var cells = scene.System.RegisterCells(attempt.Program);
        for (var register = 0; register < cells.Count; register++)
        {
            var cell = (registers >> register & 1) == 0 ? -1 : scene.Cells.Of(cells[register], attempt.Key);
            if (cell >= 0 && scene.Cells[cell].Version != _attempts.Register(slot, register).Version)
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
        if (attempt.ChangedSource >= 0)
        {
            ref var source = ref scene.Cells[attempt.ChangedSource];
            source.Acknowledged = Math.Max(source.Acknowledged, attempt.ChangedVersion);
        }
    }

    /// <summary>A lock without lease whose holder died.</summary>
    public void Leaked(int slot, int cell)
    {
        var step = Array.Find(scene.System.Code, step => step.Code == OpCode.Acquire && scene.Cells.Of(step.Cell, _attempts[slot].Key) == cell);
        if (step is not null)
        {
            Count(Anomaly.LeakedHold, slot, step.Boundary);
            Tell(StepEventKind.Locked, slot, step, 0);
        }
    }

    private void Carry(int slot, Instruction step, int cell)
    {
        ref var attempt = ref _attempts[slot];
        ref var request = ref _attempts.Request(attempt.Request);
        if (step.EffectBit >= 0)
        {
            var bit = 1UL << step.EffectBit;
            if ((request.Applied & bit) != 0)
            {
                Count(Anomaly.DoubleApply, slot, step.Boundary);
            }

            request.Applied |= bit;
        }

        if (step.Relies is { } check && scene.Cells.Of(step.ReliesOnCell, attempt.Key) is >= 0 and var checkedCell && !check.Holds(scene.Cells[checkedCell].Value))
        {
            Count(step.ReliesAnomaly, slot, step.ReliesOnCell == step.Cell ? step.Boundary : step.ReliesBoundary);
        }

        if (cell >= 0)
        {
            Change(slot, step, cell);
        }

        Tell(KindOf(step.Code), slot, step, cell < 0 ? 0 : scene.Cells[cell].Value);
    }

    private void Change(int slot, Instruction step, int cell)
    {
        ref var at = ref scene.Cells[cell];
        switch (step.Change)
        {
            case Swarm.Change.AddToRead:
                if (at.Version != _attempts.Register(slot, step.Register).Version)
                {
                    Count(Anomaly.LostUpdate, slot, step.Boundary);
                }

                at.Value = _attempts.Register(slot, step.Register).Value + step.Operand;
                break;
            case Swarm.Change.Add or Swarm.Change.Row:
                at.Value += step.Operand;
                break;
            case Swarm.Change.Set:
                at.Value = step.Operand;
                break;
            case Swarm.Change.Copy:
                at.Value = _attempts.Register(slot, step.Register).Value;
                at.CopyOf = _attempts.Register(slot, step.Register).Version;
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
        if (step.Register >= 0 && step.Change == Swarm.Change.AddToRead)
        {
            // A second write of the same operation builds on this one.
            _attempts.Register(slot, step.Register).Value = at.Value;
            _attempts.Register(slot, step.Register).Version = at.Version;
        }

        if (scene.System.Copied[step.Cell])
        {
            (_attempts[slot].ChangedSource, _attempts[slot].ChangedVersion) = (cell, at.Version);
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
            var step = scene.System.Code[_attempts.Pending(slot, n)];
            if (step.Cell == template)
            {
                value = step.Change switch
                {
                    Swarm.Change.AddToRead => _attempts.Register(slot, step.Register).Value + step.Operand,
                    Swarm.Change.Add or Swarm.Change.Row => value + step.Operand,
                    Swarm.Change.Set => step.Operand,
                    _ => value,
                };
            }
        }

        return value;
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
