namespace Lab.Chaos.Checks.Linearizability;

/// <summary>
/// A history over many keys is linearizable if and only if that of each key is (Herlihy and Wing 1990, locality), so each is judged alone.
/// <code>calls -> [by key] -> (shortcut or search) -> witness; worst wins</code>
/// </summary>
internal static class PerKey
{
    public static IReadOnlyList<KeyJudgement<TCall>> Judge<TState, TCall>(
        ISequentialModel<TState, TCall> model,
        IEnumerable<(string Key, TimedCall<TCall> Call)> history,
        SearchLimits limits,
        TimeProvider time)
        where TState : notnull, IEquatable<TState>
        where TCall : class, IEquatable<TCall>
    {
        var judge = new KeyJudge<TState, TCall>(model, limits, time);
        return
        [
            .. history.GroupBy(one => one.Key, one => one.Call, StringComparer.Ordinal)
                .Select(calls => judge.Judge(calls.Key, [.. calls])),
        ];
    }
}
