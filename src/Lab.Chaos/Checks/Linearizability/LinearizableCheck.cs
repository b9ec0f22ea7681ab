using Lab.Chaos.Histories;
using Lab.Chaos.Scenarios;

namespace Lab.Chaos.Checks.Linearizability;

/// <summary>
/// Whether the replies of a volley could have come from a model that serves one request at a time. It needs no query: what clients were
/// told is enough to convict.
/// </summary>
internal static class LinearizableCheck
{
    /// <summary>Judges one volley; what is violated counts the units sold too many, or 1.</summary>
    public static Finding Find(VolleyHistory volley, Invariant invariant, CallModel model) => model switch
    {
        CounterModel counter => CounterReplies.Find(volley, invariant, counter),
        RegisterModel register => RegisterReplies.Find(volley, invariant, register),
        _ => throw new ArgumentException($"No check for {model}.", nameof(model)),
    };

    /// <summary>Judges the calls of one key.</summary>
    /// <param name="volley">Where they are from.</param>
    /// <param name="invariant">What they are judged for.</param>
    /// <param name="model">What they are held against.</param>
    /// <param name="calls">Those that say something.</param>
    /// <param name="subject">What replies would have told about, for a sentence: <c>the stock</c>.</param>
    /// <param name="told">A sentence of its own for a violation, and by how much; null for what <see cref="KeyJudgement{TCall}"/> says.</param>
    public static Finding Judge<TState, TCall>(
        VolleyHistory volley,
        Invariant invariant,
        ISequentialModel<TState, TCall> model,
        TimedCall<TCall>[] calls,
        string subject,
        Func<KeyJudgement<TCall>, (string Sentence, long Excess)?> told)
        where TState : notnull, IEquatable<TState>
        where TCall : class, IEquatable<TCall>
    {
        var key = volley.Start.Key;
        var answered = calls.Count(call => call.IsAnswered);
        if (answered == 0)
        {
            return Finding.Without(invariant.Name, Verdict.Unknown, $"{key}: no reply says anything about {subject}.");
        }

        var judgement = new KeyJudge<TState, TCall>(model, SearchLimits.Default, TimeProvider.System).Judge(key, calls);
        if (judgement.Verdict is not Verdict.Violated)
        {
            return Finding.Without(invariant.Name, judgement.Verdict, judgement.Verdict is Verdict.Holds
                ? $"{key}: an order of {calls.Length} calls explains all {answered} replies."
                : judgement.Sentence());
        }

        var few = judgement.Witness.Select(call => call.Id).ToHashSet(StringComparer.Ordinal);
        var (sentence, excess) = told(judgement) ?? (judgement.Sentence(), 1);
        return new Finding
        {
            Check = invariant.Name,
            Verdict = invariant.Otherwise,
            Sentence = sentence,
            Excess = excess,
            Witnesses = Witnesses.Of(
                [.. volley.Operations.Where(operation => few.Contains(operation.Id))], operation => operation.Returned - operation.Sent),
        };
    }
}
