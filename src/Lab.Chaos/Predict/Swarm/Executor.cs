using System.Diagnostics;

namespace Lab.Chaos.Predict.Swarm;

/// <summary>How an attempt ended.</summary>
internal enum AttemptEnd
{
    Done,
    Refused,

    /// <summary>Its replica died under it, or none was up.</summary>
    Lost,
}

/// <summary>
/// Carries out steps. An event is the moment in which a step takes effect: it is carried out, and the next step that takes time is put
/// into the wheel.
/// <code>effect now -> (check, begin, end: no time) -> processor -> latency, queue of the callee -> next effect</code>
/// </summary>
internal sealed class Executor
{
    private const int MostStartsOver = 10;

    private readonly Scene _scene;
    private readonly Instruction[] _code;
    private readonly LatencyTable[] _latencies;
    private readonly Attempts _attempts;
    private readonly Locks _locks;
    private readonly Effects _effects;

    public Executor(Scene scene)
    {
        (_scene, _code, _latencies, _attempts) = (scene, scene.System.Code, scene.System.Latencies, scene.Attempts);
        _locks = new Locks(scene);
        _effects = new Effects(scene);
    }

    /// <summary>Hears of every attempt that ends; set once.</summary>
    public IAttemptEnds Ends { get; set; } = null!;

    /// <summary>Sends a request on its way.</summary>
    /// <param name="request">Its slot.</param>
    /// <param name="program">What is executed.</param>
    /// <param name="key">For which key.</param>
    public void Start(int request, Program program, int key)
    {
        var slot = _attempts.TakeAttempt();
        ref var attempt = ref _attempts[slot];
        ref var of = ref _attempts.Request(request);
        var stamp = attempt.Stamp;
        attempt = new Attempt
        {
            Request = request,
            Stamp = stamp,
            Number = of.Attempts++,
            Key = key,
            Program = (short)program.Number,
            Next = program.Start,
            Depth = -1,
            WaitsFor = -1,
            NextWaiter = -1,
            EarlierWaiter = -1,
        };
        _attempts.Forget(slot);
        _attempts.Join(slot, ref of);
        _scene.Record(attempt.Number == 0 ? StepEventKind.Began : StepEventKind.SentAgain, slot, null, 0);
        Schedule(slot);
    }

    /// <summary>The moment of an attempt's step has come.</summary>
    public void Take(int slot, int stamp)
    {
        ref var attempt = ref _attempts[slot];
        if (attempt.Stamp != stamp || attempt.Request < 0)
        {
            return;
        }

        var step = _code[attempt.Next];
        switch (step.Code)
        {
            case OpCode.Enter:
                _scene.Tally.Steps++;
                _scene.Tally.Touch(step.Boundary);
                Enter(slot, step);
                return;
            case OpCode.Release:
                ReleaseBlock(slot, step);
                break;
            default:
                if (!CarryOut(slot, step))
                {
                    return;
                }

                break;
        }

        Continue(slot);
    }

    /// <summary>A lease has run out.</summary>
    public void RunOut(int cell, int token) => Wake(_locks.RunOut(cell, token));

    /// <summary>All attempts on that replica die, wherever else they have been called from or call.</summary>
    public void Kill(int replica)
    {
        for (var slot = 0; slot < _attempts.Capacity; slot++)
        {
            if (_attempts[slot].Request >= 0 && IsAt(slot, replica))
            {
                Lose(slot, replica);
            }
        }
    }

    /// <summary>The client of that request is gone: attempts that wait in a line go with it, those that work finish.</summary>
    public void Abandon(int request)
    {
        ref var of = ref _attempts.Request(request);
        of.Abandoned = true;
        var slot = of.Alive == 0 ? -1 : of.LastSlot;
        while (slot >= 0)
        {
            var (earlier, waits) = (_attempts[slot].Earlier, _attempts[slot].WaitsFor >= 0);
            if (waits)
            {
                End(slot, AttemptEnd.Lost);
            }

            slot = earlier;
        }
    }

    // False when the attempt waits, ended or started over.
    private bool CarryOut(int slot, Instruction step)
    {
        ref var attempt = ref _attempts[slot];
        var cell = step.Cell < 0 ? -1 : _scene.Cells.Of(step.Cell, attempt.Key);
        if (cell >= 0 && (step.TakesRow || step.Code == OpCode.Acquire) && !_locks.Acquire(slot, cell, step))
        {
            if (_attempts.Request(attempt.Request).Abandoned)
            {
                End(slot, AttemptEnd.Lost);
            }

            return false;
        }

        _scene.Tally.Steps++;
        _scene.Tally.Touch(step.Boundary);
        switch (step.Code)
        {
            case OpCode.Read:
                _effects.Read(slot, step, cell);
                break;
            case OpCode.Acquire:
                _scene.Record(StepEventKind.Locked, slot, step, 0);
                break;
            case OpCode.Commit:
                return Commit(slot, step);
            default:
                var applied = Settle(slot, _effects.Apply(slot, step, cell));
                if (applied && step is { TakesRow: true, InTransaction: false })
                {
                    ReleaseOne(slot, cell, row: true);
                }

                return applied;
        }

        return true;
    }

    private bool Settle(int slot, EffectResult result)
    {
        switch (result)
        {
            case EffectResult.Applied:
                return true;
            case EffectResult.Refused:
                Refuse(slot);
                return false;
            case EffectResult.StartOver:
                StartOver(slot);
                return false;
            default:
                throw new UnreachableException($"{result} is no result of an effect.");
        }
    }

    private bool Commit(int slot, Instruction step)
    {
        if (step.Unchanged != 0 && !_effects.AreUnchanged(slot, step.Unchanged))
        {
            StartOver(slot);
            return false;
        }

        if (!_effects.TryApplyPending(slot))
        {
            Refuse(slot);
            return false;
        }

        _scene.Record(StepEventKind.Committed, slot, step, 0);
        ReleaseRows(slot);
        return true;
    }

    // Steps that take no time, then the next one that does.
    private void Continue(int slot)
    {
        ref var attempt = ref _attempts[slot];
        var done = _code[attempt.Next];
        attempt.Next = done is { Code: OpCode.Read, Target: >= 0 } && _effects.WasPresent ? done.Target : attempt.Next + 1;
        while (true)
        {
            var step = _code[attempt.Next];
            switch (step.Code)
            {
                case OpCode.Check:
                    _scene.Tally.Steps++;
                    _scene.Record(StepEventKind.Checked, slot, step, _attempts.Register(slot, step.Register).Value);
                    if (!step.Holds!.Value.Holds(_attempts.Register(slot, step.Register).Value))
                    {
                        Refuse(slot);
                        return;
                    }

                    break;
                case OpCode.Begin:
                    break;
                case OpCode.Leave:
                    attempt.Depth--;
                    break;
                case OpCode.End:
                    _effects.Acknowledge(slot);
                    _scene.Record(StepEventKind.Replied, slot, null, 0);
                    End(slot, AttemptEnd.Done);
                    return;
                default:
                    Schedule(slot);
                    return;
            }

            attempt.Next++;
        }
    }

    private void Schedule(int slot)
    {
        ref var attempt = ref _attempts[slot];
        var step = _code[attempt.Next];
        var callee = step.Callee;
        var processors = _scene.Processors;
        var answers = processors.Choose(callee);
        if (answers < 0)
        {
            Lose(slot, -1);
            return;
        }

        if (step.Code == OpCode.Enter)
        {
            attempt.Replicas[attempt.Depth + 1] = (short)answers;
        }

        if (step.Code == OpCode.Read)
        {
            _effects.Begin(slot, step);
        }

        var sent = step.Service < 0 ? processors.Enter(_scene.Now) : processors.Claim(attempt.Replicas[attempt.Depth], answers, _scene.Now);
        var latency = _latencies[callee].Draw(ref _scene.Rng);
        var factor = _scene.Slowness[callee];
        if (factor != 1)
        {
            latency = (long)(latency * factor);
        }

        var due = processors.Ready(answers, processors.Serve(callee, _scene.Now, sent, latency));
        _scene.Wheel.Add(due, EventId.Of(EventId.Attempt, slot), attempt.Stamp);
    }

    private void Enter(int slot, Instruction step)
    {
        ref var attempt = ref _attempts[slot];
        if (_scene.Processors.IsDown(attempt.Replicas[attempt.Depth + 1]))
        {
            Lose(slot, -1);
            return;
        }

        attempt.Depth++;
        if (attempt.Depth + 1 == Attempts.MostDepth)
        {
            throw new InvalidOperationException($"Calls of {step.Callee} are nested deeper than {Attempts.MostDepth}; the predictor follows no deeper.");
        }

        Continue(slot);
    }

    // Woken by an event of this moment, not by a call: a long line would be as deep a recursion.
    private void Wake(int slot)
    {
        if (slot >= 0)
        {
            _scene.Wheel.Add(_scene.Now, EventId.Of(EventId.Attempt, slot), _attempts[slot].Stamp);
        }
    }

    private void Refuse(int slot)
    {
        _scene.Record(StepEventKind.Refused, slot, _code[_attempts[slot].Next], 0);
        End(slot, AttemptEnd.Refused);
    }

    private void StartOver(int slot)
    {
        ref var attempt = ref _attempts[slot];
        if (++attempt.StartsOver > MostStartsOver)
        {
            Refuse(slot);
            return;
        }

        _scene.Record(StepEventKind.StartedOver, slot, _code[attempt.Next], 0);
        LetGo(slot, -1);
        _attempts.Forget(slot);
        attempt.Depth = 0;
        attempt.Next = _scene.System.Start(attempt.Program);
        attempt.Stamp++;
        Continue(slot);
    }

    // Its replica died under it, or, with −1, the one that it called was not there.
    private void Lose(int slot, int dead)
    {
        _scene.Record(StepEventKind.Died, slot, null, 0);
        _scene.Tally.Lost++;
        End(slot, AttemptEnd.Lost, dead);
    }

    private void End(int slot, AttemptEnd end, int dead = -1)
    {
        _locks.Leave(slot);
        LetGo(slot, dead);
        ref var attempt = ref _attempts[slot];
        var (request, key) = (attempt.Request, attempt.Key);
        _attempts.Part(slot, ref _attempts.Request(request));
        _attempts.FreeAttempt(slot);
        Ends.Ended(request, key, end);
    }

    // A database gives up the locks of a lost connection; a lock that is only an agreement stays until its lease ends, if it has one.
    // Only who is dead keeps it: a living caller sees its call fail, and gives back what it holds.
    private void LetGo(int slot, int dead)
    {
        ref var attempt = ref _attempts[slot];
        attempt.PendingEffects = 0;
        while (attempt.HeldLocks > 0)
        {
            var held = _attempts.Held(slot, --attempt.HeldLocks);
            if (dead < 0 || held.Row || attempt.Replicas[held.Depth] != dead)
            {
                Wake(_locks.Release(held));
            }
            else if (_scene.Cells[held.Cell] is { LeaseEnd: long.MaxValue } cell && cell.Token == held.Token)
            {
                _effects.Leaked(slot, _code[held.Step]);
            }
        }
    }

    private void ReleaseRows(int slot)
    {
        ref var attempt = ref _attempts[slot];
        var kept = 0;
        for (var n = 0; n < attempt.HeldLocks; n++)
        {
            var held = _attempts.Held(slot, n);
            if (held.Row)
            {
                Wake(_locks.Release(held));
            }
            else
            {
                _attempts.Held(slot, kept++) = held;
            }
        }

        attempt.HeldLocks = (byte)kept;
    }

    private void ReleaseBlock(int slot, Instruction step)
    {
        if (_scene.Cells.Of(step.Cell, _attempts[slot].Key) is >= 0 and var cell)
        {
            _scene.Record(StepEventKind.Unlocked, slot, step, 0);
            ReleaseOne(slot, cell, row: false);
        }
    }

    private void ReleaseOne(int slot, int cell, bool row)
    {
        ref var attempt = ref _attempts[slot];
        for (var n = attempt.HeldLocks - 1; n >= 0; n--)
        {
            var held = _attempts.Held(slot, n);
            if (held.Cell == cell && held.Row == row)
            {
                _attempts.Held(slot, n) = _attempts.Held(slot, --attempt.HeldLocks);
                Wake(_locks.Release(held));
                return;
            }
        }
    }

    private bool IsAt(int slot, int replica)
    {
        for (var depth = 0; depth <= _attempts[slot].Depth; depth++)
        {
            if (_attempts[slot].Replicas[depth] == replica)
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>Who is told that an attempt has ended.</summary>
internal interface IAttemptEnds
{
    void Ended(int request, int key, AttemptEnd end);
}
