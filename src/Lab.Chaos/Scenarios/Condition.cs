using Lab.Chaos.Break.Litmus;

namespace Lab.Chaos.Scenarios;

/// <summary>How volleys are sent and what goes wrong meanwhile: a column of the truth table.</summary>
internal sealed record Condition
{
    /// <summary>Every stub as its mappings say.</summary>
    public static readonly IReadOnlyDictionary<string, Latency> NoStubs = new Dictionary<string, Latency>();

    /// <summary>Every replica may use the whole machine.</summary>
    public static readonly IReadOnlyDictionary<string, ServiceLimits> NoLimits = new Dictionary<string, ServiceLimits>();

    public required string Name { get; init; }

    public required Alignment Alignment { get; init; }

    /// <summary>One ChaosEngine with one experiment, which hits every volley; null for none.</summary>
    public ChaosEngine? Fault { get; init; }

    /// <summary>Units of a fresh key; null for as many as the workload says.</summary>
    public int? Stock { get; init; }

    /// <summary>Requests of a volley; null for as many as the workload says.</summary>
    public int? Requests { get; init; }

    /// <summary>Stub to the latency with which it answers meanwhile, in place of that of its mappings.</summary>
    public IReadOnlyDictionary<string, Latency> Stubs { get; init; } = NoStubs;

    /// <summary>Service to the quota of each of its replicas meanwhile.</summary>
    public IReadOnlyDictionary<string, ServiceLimits> Limits { get; init; } = NoLimits;

    /// <summary>Volleys and nothing else: the arms that others are compared with.</summary>
    public bool IsPlain => Fault is null && Stubs.Count == 0 && Limits.Count == 0;
}

/// <summary>What a replica may use at most, in Kubernetes notation; null for no limit.</summary>
/// <param name="Cpu">For example <c>250m</c>.</param>
/// <param name="Memory">For example <c>256Mi</c>.</param>
internal sealed record ServiceLimits(string? Cpu, string? Memory)
{
    /// <summary>For example <c>250m and 256Mi</c>.</summary>
    public override string ToString() => string.Join(" and ", new[] { Cpu, Memory }.OfType<string>());
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
