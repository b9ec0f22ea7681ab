namespace Lab.Chaos.Checks.Linearizability;

/// <summary>Whether the calls of one key are linearizable, and if not, which few of them show it.</summary>
internal sealed class KeyJudge<TState, TCall>(ISequentialModel<TState, TCall> model, SearchLimits limits, TimeProvider time)
    where TState : notnull, IEquatable<TState>
    where TCall : class, IEquatable<TCall>
{
    // A search that has to put up with many calls that may or may not have happened can be long. When these are used up the witness is larger
    // than it could be, and no less true.
    private const int CallsForWitness = 2_000_000;
    private const int MostQuestions = 2_000;
    private const int ConfigurationsPerQuestion = 20_000;
    private const int ConfigurationsForWitness = 2_000_000;

    public KeyJudgement<TCall> Judge(string key, IReadOnlyList<TimedCall<TCall>> calls)
    {
        TimedCall<TCall>[] told = [.. calls.Select(Told).OfType<TimedCall<TCall>>()];
        if ((model as IShortcut<TCall>)?.TryDecide(told) is { } decided)
        {
            return decided
                ? KeyJudgement<TCall>.Without(key, Verdict.Holds)
                : Violated(key, told, kept => ((IShortcut<TCall>)model).TryDecide(Trusting(kept, told)) is false);
        }

        var found = new Search<TState, TCall>(model, limits, time).Run(told);
        if (found.Verdict is not Verdict.Violated)
        {
            return KeyJudgement<TCall>.Without(key, found.Verdict);
        }

        // What was called after the return that no order gets past is not needed to see it, nor is any reply after it.
        TimedCall<TCall>[] until =
        [
            .. told.Where(call => call.MayPrecede(found.Stuck))
                .Select(call => call.Returned > found.Stuck ? Doubted(call) : call)
                .OfType<TimedCall<TCall>>(),
        ];
        var budget = ConfigurationsForWitness;
        return Violated(key, until, kept =>
        {
            var most = Math.Min(ConfigurationsPerQuestion, budget);
            var asked = new Search<TState, TCall>(model, limits with { Configurations = most }, time).Run(Trusting(kept, until));
            budget -= asked.Configurations;
            return asked.Verdict is Verdict.Violated;
        });
    }

    private KeyJudgement<TCall> Violated(
        string key, TimedCall<TCall>[] calls, Func<IReadOnlyList<TimedCall<TCall>>, bool> shows)
    {
        TimedCall<TCall>[] answered = [.. calls.Where(call => call.IsAnswered).OrderBy(call => call.Invoked)];
        var smallest = SmallestSet.Of(answered, shows, Math.Clamp(CallsForWitness / calls.Length, 50, MostQuestions));
        return new KeyJudgement<TCall>
        {
            Key = key,
            Verdict = Verdict.Violated,
            Witness = [.. smallest.OrderBy(call => call.Invoked)],
            Others = calls.Except(smallest).Count(call => model.Unanswered(call.Call) is not null),
        };
    }

    /// <summary>
    /// The history in which only these calls certainly happened, and every other one happened as its reply says, at any time after it was
    /// sent, or not at all. It allows every order that the whole history allows, and more: if even it has none, these calls alone
    /// contradict each other. Calls must not simply be left out: a read is no lie because the write it saw was removed.
    /// </summary>
    private List<TimedCall<TCall>> Trusting(IReadOnlyList<TimedCall<TCall>> kept, TimedCall<TCall>[] calls)
    {
        var trusted = kept.ToHashSet(ReferenceEqualityComparer.Instance);
        return [.. calls.Select(call => trusted.Contains(call) ? call : Doubted(call)).OfType<TimedCall<TCall>>()];
    }

    // A call that changes nothing need not have happened at all.
    private TimedCall<TCall>? Doubted(TimedCall<TCall> call) =>
        model.Unanswered(call.Call) is null ? null : call with { Returned = null };

    private TimedCall<TCall>? Told(TimedCall<TCall> call) =>
        call.IsAnswered ? call : model.Unanswered(call.Call) is { } left ? call with { Call = left } : null;
}
