namespace Lab.Chaos.Collect.Storing;

/// <summary>What a run's store may hold. Nothing of this ever drops a trace of a violated volley.</summary>
internal sealed record SpanLimits
{
    /// <summary>Volleys of each arm that came out clean whose traces are kept all the same, to compare violated ones with.</summary>
    public int CleanVolleysPerArm { get; init; } = 5;

    /// <summary>Spans in memory: of volleys that are not judged yet, and of traces that belong to no volley.</summary>
    public int Waiting { get; init; } = 20_000;

    /// <summary>Bytes of spans.jsonl beyond which only traces of violated volleys are written.</summary>
    public long FileBytes { get; init; } = 512L * 1024 * 1024;

    /// <summary>Ids of dropped traces that are remembered, so that spans which come late are dropped too.</summary>
    public int DroppedIds { get; init; } = 100_000;

    /// <summary>Bytes of logs.jsonl.</summary>
    public long LogBytes { get; init; } = 64L * 1024 * 1024;

    /// <summary>Metrics told apart by name, service and instance.</summary>
    public int Metrics { get; init; } = 5_000;
}
