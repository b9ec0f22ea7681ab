namespace Lab.Chaos.Reports.Page.Evidence;

/// <summary>A run, or a part of it, along its clock. All moments are seconds since the first request of the run.</summary>
internal sealed record Timeline
{
    public required double From { get; init; }

    public required double To { get; init; }

    public required IReadOnlyList<TimeMark> Marks { get; init; }

    public required IReadOnlyList<RateBucket> Rates { get; init; }

    public required IReadOnlyList<FaultWindow> Faults { get; init; }

    /// <summary>Arms and phases, in order.</summary>
    public required IReadOnlyList<TimeBand> Bands { get; init; }
}

/// <summary>Latencies of one volley, or of a stretch of a load.</summary>
/// <param name="At">When its first request was due, s.</param>
/// <param name="P50">ms.</param>
/// <param name="P99">ms.</param>
/// <param name="IsViolated">An invariant was violated in it.</param>
/// <param name="Words">The same, to be read.</param>
internal sealed record TimeMark(double At, double P50, double P99, bool IsViolated, string Words);

/// <summary>Operations by when they ended.</summary>
/// <param name="From">s.</param>
/// <param name="To">s.</param>
/// <param name="Ok">Accepted.</param>
/// <param name="Fail">Refused.</param>
/// <param name="Info">Nobody knows.</param>
internal sealed record RateBucket(double From, double To, int Ok, int Fail, int Info)
{
    public double PerSecond => (Ok + Fail + Info) / (To - From);
}

/// <summary>A fault from its injection to its healing.</summary>
/// <param name="From">s.</param>
/// <param name="To">s; null for a blow without a length, as a kill.</param>
/// <param name="Words">What was done to whom, and when.</param>
internal sealed record FaultWindow(double From, double? To, string Words);

/// <summary>When an arm or a phase ran.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Name">Variant and condition, or the phase.</param>
/// <param name="From">s.</param>
/// <param name="To">s.</param>
internal sealed record TimeBand(int Number, string Name, double From, double To);
