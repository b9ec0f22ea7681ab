using Lab.Chaos.Checks.Linearizability.Models;
using Lab.Chaos.Histories;
using Lab.Chaos.Scenarios;
using Lab.Contracts.Histories;

namespace Lab.Chaos.Checks.Linearizability;

/// <summary>
/// Whether the replies of a volley could have come from a counter that serves one request at a time. It needs no query: what clients were
/// told is enough to convict.
/// <code>
/// stock 1
/// holds:     a |--ok--|              violated:  a |--ok--|
///            b    |--refused--|                 b    |--ok--|        (two were told "yes", and there was one)
///
/// holds:     a |--info-->            violated:  a         |--ok--|
///            b    |--refused--|                 b |--refused--|      (when b was told "no", nobody had come yet)
/// </code>
/// </summary>
internal static class LinearizableCheck
{
    /// <summary>Judges one volley; what is violated counts the units sold too many, or 1.</summary>
    public static Finding Find(VolleyHistory volley, Invariant invariant, CallModel model)
    {
        var (key, stock) = (volley.Start.Key, volley.Start.Stock);
        TimedCall<CounterCall>[] calls = [.. volley.Operations.Select(operation => Call(operation, model)).OfType<TimedCall<CounterCall>>()];
        var answered = calls.Count(call => call.IsAnswered);
        if (answered == 0)
        {
            return Finding.Without(invariant.Name, Verdict.Unknown, $"{key}: no reply says anything about the stock.");
        }

        var judgement = new KeyJudge<long, CounterCall>(new Counter(stock), SearchLimits.Default, TimeProvider.System).Judge(key, calls);
        return judgement.Verdict switch
        {
            Verdict.Holds => Finding.Without(invariant.Name, Verdict.Holds, $"{key}: an order of {calls.Length} calls explains all {answered} replies."),
            Verdict.Unknown => Finding.Without(invariant.Name, Verdict.Unknown, judgement.Sentence()),
            _ => Violated(volley, invariant, calls, judgement),
        };
    }

    private static Finding Violated(
        VolleyHistory volley, Invariant invariant, TimedCall<CounterCall>[] calls, KeyJudgement<CounterCall> judgement)
    {
        var stock = volley.Start.Stock;
        var taken = calls.Where(call => call.IsAnswered).Sum(Units);
        var few = judgement.Witness.Select(call => call.Id).ToHashSet(StringComparer.Ordinal);
        var sentence = judgement.Witness.Any(call => call.Call is CounterCall.SoldOut)
            ? judgement.Sentence()
            : $"{volley.Start.Key}: acknowledged requests took {taken} units of {stock}; {few.Count} of them are enough to see it "
                + $"(first {judgement.Witness[0].Id}, last {judgement.Witness[^1].Id}).";
        return new Finding
        {
            Check = invariant.Name,
            Verdict = invariant.Otherwise,
            Sentence = sentence,
            Excess = Math.Max(1, taken - stock),
            Witnesses = Witnesses.Of(
                [.. volley.Operations.Where(operation => few.Contains(operation.Id))], operation => operation.Returned - operation.Sent),
        };
    }

    private static long Units(TimedCall<CounterCall> call) => call.Call is CounterCall.Buy buy ? buy.Units : 0;

    // A reply that means "no" for another reason than too few units says nothing about the stock: nothing happened.
    private static TimedCall<CounterCall>? Call(Operation operation, CallModel model) => operation.Outcome switch
    {
        Outcome.Ok => Timed(operation, new CounterCall.Buy(model.Units)),
        Outcome.Info => Timed(operation, new CounterCall.Buy(model.Units)) with { Returned = null },
        Outcome.Fail when model.Refusals.Any(refusal => refusal.Status == operation.Status
            && (refusal.Code is null || refusal.Code == operation.Error)) => Timed(operation, new CounterCall.SoldOut(model.Units)),
        Outcome.Fail => null,
        _ => throw new ArgumentOutOfRangeException(nameof(operation), operation.Outcome, "Outcomes are Ok, Fail and Info."),
    };

    private static TimedCall<CounterCall> Timed(Operation operation, CounterCall call) => new()
    {
        Id = operation.Id,
        Call = call,
        // Stamped before the last byte was handed over, so no service can have acted before.
        Invoked = operation.Sent,
        Returned = operation.Returned,
    };
}
