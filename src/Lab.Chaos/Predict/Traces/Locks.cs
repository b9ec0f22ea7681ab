using Lab.Chaos.Tracing.Accesses;

namespace Lab.Chaos.Predict.Traces;

/// <summary>
/// Which locks a request held at each of its accesses.
/// <code>
/// SET lease:7 ─┐ lease:{}                      a key that is taken, and given back later
/// SELECT … FOR UPDATE ─┐ row of events         from the reading or change of a row to the end of its transaction
/// BEGIN SERIALIZABLE ──┐ serializable          the store keeps it apart from others
/// </code>
/// A transaction whose begin and end no span tells (Npgsql sends them along with other statements) is taken to last from its FOR UPDATE to
/// the last statement that the same service sent to the same store: without a transaction FOR UPDATE would lock nothing.
/// </summary>
internal static class Locks
{
    /// <summary>Keys that are only taken and given back are locks, not data.</summary>
    public static PlacedAccess[] Told(PlacedAccess[] steps)
    {
        var locks = new Dictionary<int, Effect>();
        foreach (var key in steps.Index().Where(step => step.Item.Access.Sent is not null).GroupBy(step => (step.Item.Access.Cell, step.Item.Access.Sent)))
        {
            (int Index, PlacedAccess Item)[] uses = [.. key];
            var (first, last) = (uses[0], uses[^1]);
            if (uses.Length == 2 && first.Item.Access.MayLock && last.Item.Access.MayUnlock && last.Index > first.Index + 1)
            {
                locks[first.Index] = Effect.Lock;
                locks[last.Index] = Effect.Unlock;
            }
        }

        return
        [
            .. steps.Index().Select(step => locks.TryGetValue(step.Index, out var effect)
                ? step.Item with { Access = step.Item.Access with { Effect = effect } }
                : step.Item),
        ];
    }

    public static IReadOnlyList<PlacedAccess> Held(PlacedAccess[] steps)
    {
        var held = steps.Select(_ => new List<Held>()).ToArray();
        for (var step = 0; step < steps.Length; step++)
        {
            if (Taken(steps, step) is not var (name, last))
            {
                continue;
            }

            for (var under = step; under <= last; under++)
            {
                held[under].Add(new Held(name, step, steps[step].Access is { Effect: Effect.Lock, IsLease: true }));
            }
        }

        return [.. steps.Select((step, n) => step with { Held = held[n] })];
    }

    /// <summary>Name of a table's rows as a lock.</summary>
    public static string Row(Cell cell) => $"row of {cell}";

    private static (string Name, int Last)? Taken(PlacedAccess[] steps, int step)
    {
        var access = steps[step].Access;
        return access switch
        {
            // Several servers that vote on one key are one lock, so its name has no store.
            { Effect: Effect.Lock } => (access.Cell.Key, EndOf(steps, step, other => other.Effect is Effect.Unlock && other.Cell == access.Cell)),
            { Effect: Effect.Begin, IsSerializable: true } => ($"serializable {access.Cell.Store}", EndOfTransaction(steps, step)),
            { Effect: Effect.ReadForUpdate } => (Row(access.Cell), EndOfTransaction(steps, step)),
            { Changes: true, Sent: null } when IsInTransaction(steps, step) => (Row(access.Cell), EndOfTransaction(steps, step)),
            _ => null,
        };
    }

    private static int EndOf(PlacedAccess[] steps, int from, Func<Access, bool> isEnd)
    {
        var end = Array.FindIndex(steps, from + 1, other => isEnd(other.Access));
        return end < 0 ? steps.Length - 1 : end;
    }

    private static int EndOfTransaction(PlacedAccess[] steps, int from)
    {
        var told = Array.FindIndex(steps, from, other => Same(other, steps[from]) && other.Access.Effect is Effect.End);
        return told >= 0 ? told : Array.FindLastIndex(steps, other => Same(other, steps[from]));
    }

    private static bool IsInTransaction(PlacedAccess[] steps, int step) =>
        steps.Take(step).LastOrDefault(other => Same(other, steps[step]) && other.Access.Effect is Effect.Begin or Effect.End)?.Access.Effect is Effect.Begin;

    private static bool Same(PlacedAccess one, PlacedAccess other) =>
        one.Service == other.Service && one.Access.Cell.Store == other.Access.Cell.Store;
}
