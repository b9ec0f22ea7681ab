using Lab.Chaos.Break.Litmus;

namespace Lab.Chaos.Scenarios;

/// <summary>What <c>lab break</c> does to a system unless told otherwise.</summary>
internal sealed record BreakModel
{
    /// <summary>In order; each begins when the one before it is over.</summary>
    public required IReadOnlyList<ChaosEngine> Schedule { get; init; }

    /// <summary>Units of a fresh key; null for as many as the workload says. Fewer, so that a volley ends before a slow link does.</summary>
    public int? Stock { get; init; }

    /// <summary>Requests of a volley; null for as many as the workload says.</summary>
    public int? Requests { get; init; }
}
