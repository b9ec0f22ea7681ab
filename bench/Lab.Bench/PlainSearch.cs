using Lab.Chaos.Checks;
using Lab.Chaos.Checks.Linearizability;

namespace Lab.Bench;

/// <summary>
/// The memoised search as it is usually written: a configuration is the set of all calls in order so far and the state, and every call
/// that may be next is tried. What the lab's search is compared with.
/// </summary>
internal sealed class PlainSearch<TState, TCall>(ISequentialModel<TState, TCall> model, int most)
    where TState : notnull, IEquatable<TState>
    where TCall : class, IEquatable<TCall>
{
    public (Verdict Verdict, int Configurations) Run(IReadOnlyList<TimedCall<TCall>> calls)
    {
        TimedCall<TCall>[] sorted = [.. calls.OrderBy(call => call.Invoked)];
        var seen = new HashSet<(OperationSet, TState)>();
        var open = new Stack<(OperationSet Ordered, int Left, TState State)>();
        open.Push((default, sorted.Count(call => call.IsAnswered), model.Initial));
        while (open.TryPop(out var at))
        {
            if (at.Left == 0)
            {
                return (Verdict.Holds, seen.Count);
            }

            // The latest call in time is tried last, since the stack is read from its end.
            var deadline = long.MaxValue;
            var next = new List<int>();
            for (var call = 0; call < sorted.Length && sorted[call].Invoked <= deadline; call++)
            {
                if (!at.Ordered.Contains(call))
                {
                    next.Add(call);
                    deadline = Math.Min(deadline, sorted[call].Returned ?? long.MaxValue);
                }
            }

            for (var n = next.Count - 1; n >= 0; n--)
            {
                var call = sorted[next[n]];
                if (!model.TryApply(at.State, call.Call, out var state))
                {
                    continue;
                }

                var ordered = at.Ordered.With(next[n]);
                if (seen.Add((ordered, state)))
                {
                    open.Push((ordered, call.IsAnswered ? at.Left - 1 : at.Left, state));
                }
            }

            if (seen.Count > most)
            {
                return (Verdict.Unknown, seen.Count);
            }
        }

        return (Verdict.Violated, seen.Count);
    }
}
