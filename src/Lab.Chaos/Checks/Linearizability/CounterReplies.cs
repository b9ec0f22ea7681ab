using Lab.Chaos.Checks.Linearizability.Models;
using Lab.Chaos.Histories;
using Lab.Chaos.Scenarios;
using Lab.Contracts.Histories;

namespace Lab.Chaos.Checks.Linearizability;

/// <summary>
/// Replies of a sale, as calls on a counter.
/// <code>
/// stock 1
/// holds:     a |--ok--|              violated:  a |--ok--|
///            b    |--refused--|                 b    |--ok--|        (two were told "yes", and there was one)
///
/// holds:     a |--info-->            violated:  a         |--ok--|
///            b    |--refused--|                 b |--refused--|      (when b was told "no", nobody had come yet)
/// </code>
/// </summary>
internal static class CounterReplies
{
    /// <summary>Judges one volley.</summary>
    public static Finding Find(VolleyHistory volley, Invariant invariant, CounterModel model)
    {
        var (key, stock) = (volley.Start.Key, volley.Start.Stock);
        TimedCall<CounterCall>[] calls = [.. volley.Operations.Select(operation => Call(operation, model)).OfType<TimedCall<CounterCall>>()];
        var taken = calls.Where(call => call.IsAnswered).Sum(call => call.Call is CounterCall.Buy buy ? buy.Units : 0);
        return LinearizableCheck.Judge(volley, invariant, new Counter(stock), calls, "the stock", judgement =>
            judgement.Witness.Any(call => call.Call is CounterCall.SoldOut)
                ? (judgement.Sentence(), Math.Max(1, taken - stock))
                : ($"{key}: acknowledged requests took {taken} units of {stock}; {judgement.Witness.Count} of them are enough to see it "
                    + $"(first {judgement.Witness[0].Id}, last {judgement.Witness[^1].Id}).", Math.Max(1, taken - stock)));
    }

    // A reply that means "no" for another reason than too few units says nothing about the stock: nothing happened.
    private static TimedCall<CounterCall>? Call(Operation operation, CounterModel model) => operation.Outcome switch
    {
        Outcome.Ok => TimedCall<CounterCall>.Of(operation, new CounterCall.Buy(model.Units)),
        Outcome.Info => TimedCall<CounterCall>.Unanswered(operation, new CounterCall.Buy(model.Units)),
        Outcome.Fail when model.Refusals.Any(refusal => refusal.Status == operation.Status
            && (refusal.Code is null || refusal.Code == operation.Error)) => TimedCall<CounterCall>.Of(operation, new CounterCall.SoldOut(model.Units)),
        Outcome.Fail => null,
        _ => throw new ArgumentOutOfRangeException(nameof(operation), operation.Outcome, "Outcomes are Ok, Fail and Info."),
    };
}
