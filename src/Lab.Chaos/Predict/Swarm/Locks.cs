namespace Lab.Chaos.Predict.Swarm;

/// <summary>Locks of cells: one holder, others wait in order, a lease that may run out under its holder.</summary>
internal sealed class Locks(Scene scene)
{
    /// <summary>Takes it, or waits in line.</summary>
    /// <returns>Whether the attempt has it now; if not, it is woken when its turn has come.</returns>
    public bool Acquire(int slot, int cell, Instruction step)
    {
        ref var attempt = ref scene.Attempts[slot];
        ref var at = ref scene.Cells[cell];
        if (Holds(slot, cell))
        {
            return true;
        }

        // Where others wait, a lease that ends at this very moment is for the first of them.
        if (at.Holder < 0 || (at.LeaseEnd <= scene.Now && at.FirstWaiter < 0))
        {
            TellRunOut(cell);
            Grant(slot, cell, step);
            return true;
        }

        if (at.FirstWaiter < 0 && at.LeaseEnd != long.MaxValue)
        {
            scene.Wheel.Add(at.LeaseEnd, EventId.Of(EventId.Lease, cell), at.Token);
        }

        attempt.WaitsFor = cell;
        (attempt.NextWaiter, attempt.EarlierWaiter) = (-1, at.LastWaiter);
        if (at.FirstWaiter < 0)
        {
            at.FirstWaiter = slot;
        }
        else
        {
            scene.Attempts[at.LastWaiter].NextWaiter = slot;
        }

        at.LastWaiter = slot;
        return false;
    }

    /// <summary>Gives back what is still ours. A lock lost to its lease belongs to somebody else.</summary>
    /// <returns>The attempt that has it next; −1 for none.</returns>
    public int Release(HeldLock held)
    {
        ref var at = ref scene.Cells[held.Cell];
        if (at.Token != held.Token || at.Holder < 0)
        {
            return -1;
        }

        at.Holder = -1;
        return PassOn(held.Cell);
    }

    /// <summary>The lease of that grant has run out: the next one gets the lock.</summary>
    public int RunOut(int cell, int token)
    {
        ref var at = ref scene.Cells[cell];
        if (at.Token != token || at.Holder < 0)
        {
            return -1;
        }

        TellRunOut(cell);
        at.Holder = -1;
        return PassOn(cell);
    }

    /// <summary>Takes an attempt that gives up out of the line.</summary>
    public void Leave(int slot)
    {
        ref var attempt = ref scene.Attempts[slot];
        if (attempt.WaitsFor < 0)
        {
            return;
        }

        ref var at = ref scene.Cells[attempt.WaitsFor];
        if (attempt.EarlierWaiter < 0)
        {
            at.FirstWaiter = attempt.NextWaiter;
        }
        else
        {
            scene.Attempts[attempt.EarlierWaiter].NextWaiter = attempt.NextWaiter;
        }

        if (attempt.NextWaiter < 0)
        {
            at.LastWaiter = attempt.EarlierWaiter;
        }
        else
        {
            scene.Attempts[attempt.NextWaiter].EarlierWaiter = attempt.EarlierWaiter;
        }

        attempt.WaitsFor = -1;
    }

    private bool Holds(int slot, int cell)
    {
        for (var n = 0; n < scene.Attempts[slot].HeldLocks; n++)
        {
            var held = scene.Attempts.Held(slot, n);
            if (held.Cell == cell && scene.Cells[cell].Token == held.Token)
            {
                return true;
            }
        }

        return false;
    }

    // The one who believes to hold it, if that still runs.
    private void TellRunOut(int cell)
    {
        var holder = scene.Cells[cell].Holder;
        if (scene.Recorder is null || holder < 0 || scene.Attempts[holder].Request < 0)
        {
            return;
        }

        for (var n = 0; n < scene.Attempts[holder].HeldLocks; n++)
        {
            var held = scene.Attempts.Held(holder, n);
            if (held.Cell == cell && held.Token == scene.Cells[cell].Token)
            {
                scene.Record(StepEventKind.LeaseRanOut, holder, scene.System.Code[held.Step], 0);
            }
        }
    }

    private void Grant(int slot, int cell, Instruction step)
    {
        ref var at = ref scene.Cells[cell];
        at.Holder = slot;
        at.Token++;
        at.LeaseEnd = step.Lease == long.MaxValue ? long.MaxValue : scene.Now + step.Lease;
        ref var attempt = ref scene.Attempts[slot];
        if (attempt.HeldLocks == Attempts.MostLocks)
        {
            throw new InvalidOperationException($"An operation holds more than {Attempts.MostLocks} locks at once; the predictor keeps no more.");
        }

        scene.Attempts.Held(slot, attempt.HeldLocks++) = new HeldLock { Cell = cell, Token = at.Token, Step = step.Index, Depth = attempt.Depth, Row = step.Code != OpCode.Acquire };
    }

    private int PassOn(int cell)
    {
        ref var at = ref scene.Cells[cell];
        var next = at.FirstWaiter;
        if (next < 0)
        {
            return -1;
        }

        ref var attempt = ref scene.Attempts[next];
        at.FirstWaiter = attempt.NextWaiter;
        if (at.FirstWaiter < 0)
        {
            at.LastWaiter = -1;
        }
        else
        {
            scene.Attempts[at.FirstWaiter].EarlierWaiter = -1;
        }

        attempt.WaitsFor = -1;
        Grant(next, cell, scene.System.Code[attempt.Next]);
        if (at.FirstWaiter >= 0 && at.LeaseEnd != long.MaxValue)
        {
            scene.Wheel.Add(at.LeaseEnd, EventId.Of(EventId.Lease, cell), at.Token);
        }

        return next;
    }
}
