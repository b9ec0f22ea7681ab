using Lab.Chaos.Checks.Linearizability;

namespace Lab.Chaos.Tests.Checks.Linearizability;

/// <summary>The definition, read aloud: tries every order of every choice of unanswered calls. For a handful of calls.</summary>
internal static class BruteForce
{
    public static bool IsLinearizable<TState, TCall>(
        ISequentialModel<TState, TCall> model, IReadOnlyList<TimedCall<TCall>> calls)
        where TState : notnull, IEquatable<TState>
        where TCall : class, IEquatable<TCall>
    {
        return CanGoOn(model.Initial, [.. calls]);

        bool CanGoOn(TState state, IReadOnlyList<TimedCall<TCall>> left) =>
            left.All(call => !call.IsAnswered)
            || left.Any(next => left.All(other => other == next || !(other.Returned < next.Invoked))
                && model.TryApply(state, next.Call, out var after)
                && CanGoOn(after, [.. left.Where(call => !ReferenceEquals(call, next))]));
    }
}
