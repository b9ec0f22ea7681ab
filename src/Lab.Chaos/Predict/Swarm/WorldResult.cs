namespace Lab.Chaos.Predict.Swarm;

/// <summary>What one world came to. Counters only: results of many worlds add up, in the order of their numbers.</summary>
internal sealed record WorldResult
{
    /// <summary>Executed operation steps.</summary>
    public required long Steps { get; init; }

    /// <summary>Logical requests that began; attempts after the first are in <see cref="Retries"/>.</summary>
    public required long Requests { get; init; }

    /// <summary>Requests whose operation came to its end.</summary>
    public required long Ok { get; init; }

    /// <summary>Requests that a check or guard ended.</summary>
    public required long Refused { get; init; }

    /// <summary>Requests whose client stopped waiting for good.</summary>
    public required long TimedOut { get; init; }

    /// <summary>Attempts that died with their replica.</summary>
    public required long Lost { get; init; }

    public required long Retries { get; init; }

    /// <summary>Requests with at least one anomaly.</summary>
    public required long Violated { get; init; }

    /// <summary>Nanoseconds of virtual time.</summary>
    public required long VirtualNanoseconds { get; init; }

    /// <summary>One a boundary, in the model's order.</summary>
    public required IReadOnlyList<BoundaryTally> Boundaries { get; init; }

    /// <summary>Replies by latency, 8 buckets an octave from 1 µs on; see <see cref="LatencyBuckets"/>.</summary>
    public required IReadOnlyList<long> Latencies { get; init; }

    /// <summary>Requests that chose each key.</summary>
    public required IReadOnlyList<long> Picks { get; init; }

    /// <summary>Busy processor nanoseconds by service, in the model's order.</summary>
    public required IReadOnlyList<long> BusyNanoseconds { get; init; }
}

/// <summary>What happened at one boundary.</summary>
internal sealed record BoundaryTally
{
    /// <summary>Steps executed there.</summary>
    public required long Touches { get; init; }

    /// <summary>Requests with at least one anomaly there.</summary>
    public required long Violated { get; init; }

    /// <summary>Anomalies by <see cref="Anomaly"/>.</summary>
    public required IReadOnlyList<long> Anomalies { get; init; }
}
