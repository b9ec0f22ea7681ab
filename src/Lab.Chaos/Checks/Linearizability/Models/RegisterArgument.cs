namespace Lab.Chaos.Checks.Linearizability.Models;

/// <summary>
/// Decides a register's history of reads and writes without a search, when no value was written twice: then each read says which write it saw.
/// <para>
/// A write and its reads are a cluster. Let f be the first time at which one of its calls has returned, and s the last at which one was
/// called. With f before s the register has held that value from f to s, whatever the order (a forward zone); otherwise all calls of the
/// cluster overlap in s to f, and one moment in there is enough for it (a backward zone).
/// </para>
/// <code>
/// forward    |-write 7-|f            backward   |---write 7------|
///                         s|-read 7-|                  s|-read 7-------|
///                                                       s        f
/// </code>
/// <para>
/// The history is linearizable if and only if no read returned before its write was called, no two forward zones overlap, and no backward zone lies
/// within a forward one (P. B. Gibbons and E. Korach, Testing shared memories, SIAM Journal on Computing 26(4), 1997, section 4). What was
/// there at first was written before everything; an unanswered write that somebody saw returns never, and one that nobody saw need not have
/// happened. Intervals are closed, so zones that touch at one time stamp do not overlap. O(n log n) for n calls, where two hundred overlapping
/// writes are beyond any search.
/// </para>
/// </summary>
internal static class RegisterArgument
{
    /// <summary>Null when there are other calls, or a value was written twice.</summary>
    public static bool? TryDecide(string? initial, IReadOnlyList<TimedCall<RegisterCall>> calls)
    {
        var first = new Zone { Called = long.MinValue, Returned = long.MinValue, LastCalled = long.MinValue };
        Dictionary<string, Zone> written = [];
        foreach (var call in calls)
        {
            switch (call.Call)
            {
                case RegisterCall.Write write when write.Value != initial && written.TryAdd(write.Value, Zone.Of(call)):
                    break;
                case RegisterCall.Read when call.IsAnswered:
                    break;
                default:
                    return null;
            }
        }

        foreach (var call in calls.Where(call => call.Call is RegisterCall.Read))
        {
            var value = ((RegisterCall.Read)call.Call).Value;
            if ((value == initial ? first : value is null ? null : written.GetValueOrDefault(value)) is not { } zone || call.Returned < zone.Called)
            {
                return false;
            }

            zone.Add(call);
        }

        // A value that is only written needs a moment; one that never returned and was never seen needs none.
        Zone[] zones = [first, .. written.Values.Where(zone => zone.Returned < long.MaxValue)];
        Zone[] forward = [.. zones.Where(zone => zone.IsForward).OrderBy(zone => zone.Returned)];
        for (var n = 1; n < forward.Length; n++)
        {
            if (forward[n].Returned < forward[n - 1].LastCalled)
            {
                return false;
            }
        }

        return !zones.Any(zone => zone is { IsForward: false, Called: > long.MinValue } && IsWithin(zone, forward));
    }

    // Forward zones do not overlap by now, so only the last that begins before it can contain it.
    private static bool IsWithin(Zone zone, Zone[] forward)
    {
        var (low, high) = (0, forward.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = forward[middle].Returned < zone.LastCalled ? (middle + 1, high) : (low, middle);
        }

        return low > 0 && zone.Returned < forward[low - 1].LastCalled;
    }

    /// <summary>A write with its reads.</summary>
    private sealed class Zone
    {
        /// <summary>When the write was called, ns.</summary>
        public required long Called { get; init; }

        /// <summary>When the first of its calls returned, ns; the largest number for never.</summary>
        public required long Returned { get; set; }

        /// <summary>When the last of its calls was called, ns.</summary>
        public required long LastCalled { get; set; }

        public bool IsForward => Returned < LastCalled;

        public static Zone Of(TimedCall<RegisterCall> write) =>
            new() { Called = write.Invoked, Returned = write.Returned ?? long.MaxValue, LastCalled = write.Invoked };

        public void Add(TimedCall<RegisterCall> read) =>
            (Returned, LastCalled) = (Math.Min(Returned, read.Returned!.Value), Math.Max(LastCalled, read.Invoked));
    }
}
