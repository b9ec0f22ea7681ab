using Lab.Chaos.Histories;
using Lab.Chaos.Stress;
using Lab.Contracts.Histories;

namespace Lab.Chaos.Isolate;

/// <summary>
/// How closely buyers missed each other around the moment of selling out, where a race shows.
/// <code>
/// A  sent ── looks ───────── returned
/// B              sent ── looks               overlaps: B looked before A was done
/// C                              |gap| looks near miss: had A taken that much longer, C would have looked too early
/// </code>
/// The length that is missing is a latency worth trying, after the idea of TSVD (G. Li et al., SOSP 2019): delay where it almost happened.
/// </summary>
internal sealed record NearMisses
{
    /// <summary>Requests that are looked at on each side of the sale that sold out.</summary>
    private const int Around = 10;

    /// <summary>Neighbours of whom the second looked before the first was done.</summary>
    public required int Overlapping { get; init; }

    /// <summary>Neighbours of whom the second looked after the first was done.</summary>
    public required int Near { get; init; }

    /// <summary>Median time by which those missed each other, ms; null when none did.</summary>
    public required double? GapMs { get; init; }

    public static NearMisses Of(IEnumerable<VolleyHistory> volleys)
    {
        long[] gaps = [.. volleys.SelectMany(Gaps)];
        long[] near = [.. gaps.Where(gap => gap > 0).Order()];
        return new NearMisses
        {
            Overlapping = gaps.Length - near.Length,
            Near = near.Length,
            GapMs = near.Length == 0 ? null : MonotonicClock.FromNanoseconds(near[near.Length / 2]).TotalMilliseconds,
        };
    }

    // From a sale to the next request that looked: negative when that was before the sale was over, ns.
    private static IEnumerable<long> Gaps(VolleyHistory volley)
    {
        if (volley.Start.Stock < 2)
        {
            // Nothing sells out: there is no such moment.
            yield break;
        }

        List<Operation> looked = [.. volley.UnderCondition.Where(operation => operation.Status != 0).OrderBy(Looked)];
        var last = looked.FindLastIndex(operation => operation.Outcome == Outcome.Ok);
        for (var n = Math.Max(0, last - Around); n <= last && n < looked.Count - 1; n++)
        {
            if (looked[n].Outcome == Outcome.Ok)
            {
                yield return Looked(looked[n + 1]) - looked[n].Returned;
            }
        }
    }

    // Where the system does not say when it read the key, sending is the earliest that it can have been.
    private static long Looked(Operation operation) => operation.FirstRead ?? operation.Sent;
}
