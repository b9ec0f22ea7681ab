namespace Lab.Chaos.Checks.Linearizability;

/// <summary>
/// Looks for an order of one key's calls that the model allows and the clock does not contradict. Wing and Gong's search (J. Parallel
/// Distrib. Comput. 17, 1993), with what Lowe added to it (Testing for linearizability, 2017): configurations are remembered, and a call is put in
/// order only when one returns that has to be ("just in time"), so that a configuration is
/// <code>(moment, open calls already in order, state)</code>
/// Two more arguments prune it; both hold for every model.
/// <list type="bullet">
/// <item>Of equal calls that are open, only the one that must return first is tried: a linearization that takes another one first stays one
/// when the two change places, since both were called and the one with more time goes later.</item>
/// <item>A call that never changes a state, and gets its reply now, goes now: wherever a linearization has it later, taking it out
/// changes nothing there, and putting it in changes nothing here.</item>
/// </list>
/// So 200 equal calls at once are 200 configurations, where plain memoisation visits the subsets of them.
/// </summary>
internal sealed class Search<TState, TCall>(ISequentialModel<TState, TCall> model, SearchLimits limits, TimeProvider time)
    where TState : notnull, IEquatable<TState>
    where TCall : class, IEquatable<TCall>
{
    private const int ConfigurationsPerLook = 1024;

    /// <param name="Verdict">Unknown when it gave up.</param>
    /// <param name="Configurations">How many were visited.</param>
    /// <param name="Stuck">When violated, the return that no order gets past, ns: what was called later has no part in it.</param>
    public sealed record Result(Verdict Verdict, int Configurations, long Stuck);

    private readonly record struct Configuration(int Moment, OperationSet Ordered, TState State);

    public Result Run(IEnumerable<TimedCall<TCall>> calls)
    {
        var table = Timetable<TCall>.Of(calls, call => model.Unanswered(call) is not null);
        var triedAt = new int[table.Classes];
        var seen = new HashSet<Configuration>();
        var open = new Stack<Configuration>();
        var started = time.GetTimestamp();
        var furthest = 0;
        open.Push(Advance(new Configuration(0, default, model.Initial), table));
        while (open.TryPop(out var at))
        {
            if (at.Moment == table.Open.Length)
            {
                return new Result(Verdict.Holds, seen.Count, 0);
            }

            if (!seen.Add(at))
            {
                continue;
            }

            if (seen.Count > limits.Configurations || IsLate(seen.Count, started))
            {
                return new Result(Verdict.Unknown, seen.Count, 0);
            }

            furthest = Math.Max(furthest, at.Moment);
            Expand(at, table, open, triedAt, seen.Count);
        }

        return new Result(Verdict.Violated, seen.Count, table.Open[furthest][0].Timed.Returned!.Value);
    }

    private void Expand(
        Configuration at, Timetable<TCall> table, Stack<Configuration> open, int[] triedAt, int number)
    {
        var before = open.Count;
        foreach (var entry in table.Open[at.Moment])
        {
            // Open calls come in the order of their returns: the first of a class is the one to try.
            if (at.Ordered.Contains(entry.Slot) || triedAt[entry.Class] == number)
            {
                continue;
            }

            triedAt[entry.Class] = number;
            if (!model.TryApply(at.State, entry.Timed.Call, out var next))
            {
                continue;
            }

            var reached = Advance(new Configuration(at.Moment, at.Ordered.With(entry.Slot), next), table);
            if (!entry.ChangesState)
            {
                while (open.Count > before)
                {
                    _ = open.Pop();
                }

                open.Push(reached);
                return;
            }

            open.Push(reached);
        }

        Reverse(open, open.Count - before);
    }

    // Depth first, and the call that must return first is the likeliest to be next.
    private static void Reverse(Stack<Configuration> open, int last)
    {
        if (last < 2)
        {
            return;
        }

        var taken = new Configuration[last];
        for (var n = 0; n < last; n++)
        {
            taken[n] = open.Pop();
        }

        foreach (var one in taken)
        {
            open.Push(one);
        }
    }

    /// <summary>Past all returns of calls that are in order already.</summary>
    private static Configuration Advance(Configuration at, Timetable<TCall> table)
    {
        var (moment, ordered) = (at.Moment, at.Ordered);
        while (moment < table.Open.Length && ordered.Contains(table.Open[moment][0].Slot))
        {
            ordered = ordered.Without(table.Open[moment][0].Slot);
            moment++;
        }

        return at with { Moment = moment, Ordered = ordered };
    }

    private bool IsLate(int configurations, long started) => limits.Time is { } most
        && configurations % ConfigurationsPerLook == 0 && time.GetElapsedTime(started) > most;
}
