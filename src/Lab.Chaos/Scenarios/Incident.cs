namespace Lab.Chaos.Scenarios;

/// <summary>Something that went wrong in production: evidence for the predictor of where to look.</summary>
internal sealed record Incident
{
    public required Boundary Boundary { get; init; }

    public required IncidentKind Kind { get; init; }

    /// <summary>The day it was noticed. Its age counts from the newest incident of the file, so that a run needs no clock.</summary>
    public required DateOnly Date { get; init; }

    public required Severity Severity { get; init; }

    /// <summary>One sentence; empty when none was given.</summary>
    public required string Note { get; init; }
}

/// <summary>An edge between a service and what it calls; written <c>inventory -> redis</c>.</summary>
internal sealed record Boundary(string From, string To)
{
    public override string ToString() => $"{From} -> {To}";
}

internal enum IncidentKind
{
    /// <summary>Two operations interleaved: oversold, double-charged, lost update.</summary>
    Race,

    /// <summary>Old data was served as new.</summary>
    Stale,

    /// <summary>It answered too late.</summary>
    Slow,

    /// <summary>It was gone: crash, eviction, failed node.</summary>
    Crash,
}

internal enum Severity
{
    /// <summary>Nobody outside the team noticed.</summary>
    Low,

    /// <summary>Some users noticed.</summary>
    Medium,

    /// <summary>Money, data or many users were affected.</summary>
    High,
}
