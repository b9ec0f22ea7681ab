using Lab.Chaos.Histories;
using Lab.Contracts.Histories;

namespace Lab.Chaos.Stress.Thresholds;

/// <summary>What a threshold may ask about, of one arm.</summary>
internal sealed record Measured
{
    /// <summary>From scheduled to returned, every outcome included.</summary>
    public required Histogram Latency { get; init; }

    public required long Ok { get; init; }

    public required long Fail { get; init; }

    public required long Info { get; init; }

    /// <summary>Arrivals never sent, and sent late; null for volleys, whose requests have no schedule to keep.</summary>
    public (long Unsent, long Late, long Planned)? Schedule { get; init; }

    /// <summary>First request to last reply; null for volleys, which have no rate.</summary>
    public TimeSpan? Elapsed { get; init; }

    public long Requests => Ok + Fail + Info;

    public static Measured Of(IReadOnlyCollection<VolleyHistory> volleys, LoadHistory? load)
    {
        var latency = new Histogram();
        var outcomes = new long[3];
        foreach (var operation in volleys.SelectMany(volley => load is null ? volley.UnderCondition : volley.Operations.Concat(volley.Aside)))
        {
            latency.Record(operation.Returned - operation.Scheduled);
            outcomes[(int)operation.Outcome]++;
        }

        return new Measured
        {
            Latency = latency,
            Ok = outcomes[(int)Outcome.Ok],
            Fail = outcomes[(int)Outcome.Fail],
            Info = outcomes[(int)Outcome.Info],
            Schedule = load is { End: { } end, Start.Driver: null } ? (end.Unsent, end.Late, end.Begun + end.Unsent) : null,
            Elapsed = load?.End is { } ended ? MonotonicClock.FromNanoseconds(ended.Elapsed) : null,
        };
    }
}
