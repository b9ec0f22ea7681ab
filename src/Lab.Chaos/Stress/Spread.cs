using Lab.Contracts.Histories;

namespace Lab.Chaos.Stress;

/// <summary>How far apart moments are: the 5th and the 95th percentile, counted from the earliest.</summary>
internal sealed record Spread(TimeSpan P5, TimeSpan P95)
{
    /// <summary>p95 - p5, the number that is quoted. The tails are left out: one late request does not widen a volley.</summary>
    public TimeSpan Width => P95 - P5;

    /// <summary>Null when fewer than two moments are known.</summary>
    public static Spread? Of(IEnumerable<long> nanoseconds)
    {
        long[] sorted = [.. nanoseconds.Order()];
        return sorted.Length < 2 ? null
            : new Spread(MonotonicClock.FromNanoseconds(Quantile(sorted, 0.05) - sorted[0]),
                MonotonicClock.FromNanoseconds(Quantile(sorted, 0.95) - sorted[0]));
    }

    /// <summary>Linear between the order statistics (type 7 of Hyndman and Fan 1996).</summary>
    private static long Quantile(long[] sorted, double share)
    {
        var position = share * (sorted.Length - 1);
        var below = (int)position;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + (long)((position - below) * (sorted[above] - sorted[below]));
    }
}

/// <summary>Width of one volley, or the median width over volleys, on both sides; null where it was not seen.</summary>
internal sealed record VolleySpread
{
    /// <summary>Last bytes handed to the operating system.</summary>
    public required TimeSpan? Sent { get; init; }

    /// <summary>First middleware of the service.</summary>
    public required TimeSpan? Received { get; init; }

    /// <summary>First read of the contended key.</summary>
    public required TimeSpan? FirstRead { get; init; }

    public static VolleySpread Of(IReadOnlyCollection<Operation> volley) => new()
    {
        Sent = Spread.Of(volley.Select(operation => operation.Sent))?.Width,
        Received = Spread.Of(volley.Select(operation => operation.Received).OfType<long>())?.Width,
        FirstRead = Spread.Of(volley.Select(operation => operation.FirstRead).OfType<long>())?.Width,
    };

    public static VolleySpread Median(IReadOnlyCollection<VolleySpread> volleys) => new()
    {
        Sent = Middle(volleys.Select(volley => volley.Sent)),
        Received = Middle(volleys.Select(volley => volley.Received)),
        FirstRead = Middle(volleys.Select(volley => volley.FirstRead)),
    };

    private static TimeSpan? Middle(IEnumerable<TimeSpan?> widths)
    {
        TimeSpan[] sorted = [.. widths.OfType<TimeSpan>().Order()];
        return sorted.Length == 0 ? null : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
