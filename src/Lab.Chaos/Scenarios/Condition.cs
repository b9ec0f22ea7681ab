namespace Lab.Chaos.Scenarios;

/// <summary>How volleys are sent and what goes wrong meanwhile: a column of the truth table.</summary>
internal sealed record Condition
{
    /// <summary>Every stub as its mappings say.</summary>
    public static readonly IReadOnlyDictionary<string, Latency> NoStubs = new Dictionary<string, Latency>();

    public required string Name { get; init; }

    public required Alignment Alignment { get; init; }

    public ConditionFault? Fault { get; init; }

    /// <summary>Stub to the latency with which it answers meanwhile, in place of that of its mappings.</summary>
    public IReadOnlyDictionary<string, Latency> Stubs { get; init; } = NoStubs;
}

internal enum Alignment
{
    /// <summary>One after the other: what an ordinary integration test sees.</summary>
    Sequential,

    /// <summary>Spread at random over the workload's window, as load generators do.</summary>
    Unaligned,

    /// <summary>Everything but the last byte sent ahead, the last bytes released together.</summary>
    Aligned,
}

/// <summary>One fault per volley, aimed at a moment.</summary>
internal sealed record ConditionFault
{
    public required FaultAction Action { get; init; }

    /// <summary>The resource whose replica is hit; which replica is drawn from the seed.</summary>
    public required string Resource { get; init; }

    /// <summary>The trace point at which it fires; null when <see cref="After"/> decides.</summary>
    public string? At { get; init; }

    /// <summary>Time from the release of the volley; zero with <see cref="At"/>.</summary>
    public required TimeSpan After { get; init; }

    /// <summary>How long a pause lasts; zero for kill.</summary>
    public required TimeSpan For { get; init; }
}

internal enum FaultAction
{
    Kill,
    Pause,
}
