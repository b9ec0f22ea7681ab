using FsCheck;
using FsCheck.Fluent;
using Lab.Chaos.Checks.Linearizability;

namespace Lab.Chaos.Tests.Checks.Linearizability;

/// <summary>Up to seven calls within twelve ticks, so that intervals overlap, touch and follow each other alike; each fifth unanswered.</summary>
internal static class SmallHistories
{
    public static Arbitrary<TimedCall<TCall>[]> Of<TState, TCall>(
        ISequentialModel<TState, TCall> model, params TCall[] calls)
        where TState : notnull, IEquatable<TState>
        where TCall : class, IEquatable<TCall>
    {
        var one =
            from call in Gen.Elements(calls)
            from invoked in Gen.Choose(0, 8)
            from length in Gen.Choose(0, 4)
            from fate in Gen.Choose(0, 4)
            select (call, invoked, length, answered: fate > 0 || model.Unanswered(call) is null);
        return Gen.Choose(1, 7)
            .SelectMany(count => one.ArrayOf(count))
            .Select(drawn => drawn.Select((call, number) => new TimedCall<TCall>
            {
                Id = $"c{number}",
                Call = call.answered ? call.call : model.Unanswered(call.call)!,
                Invoked = call.invoked,
                Returned = call.answered ? call.invoked + call.length : null,
            }).ToArray())
            .ToArbitrary();
    }
}
