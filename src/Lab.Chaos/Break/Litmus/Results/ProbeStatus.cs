namespace Lab.Chaos.Break.Litmus.Results;

/// <summary>What a probe saw.</summary>
internal sealed record ProbeStatus
{
    /// <summary>As in the engine.</summary>
    public required string Name { get; init; }

    /// <summary>For example <c>httpProbe</c>.</summary>
    public required string Type { get; init; }

    /// <summary>When it was asked.</summary>
    public required ProbeMode Mode { get; init; }

    /// <summary>What it shows so far.</summary>
    public required ProbeVerdict Verdict { get; init; }

    /// <summary>Of the first failure, or of the last success.</summary>
    public string Description { get; init; } = "";

    /// <summary>How often it was evaluated to an end; Litmus does not tell.</summary>
    public int Evaluations { get; init; }

    /// <summary>How many of these failed.</summary>
    public int Failures { get; init; }

    /// <summary>Whether its failure stopped the experiment.</summary>
    public bool Stopped { get; init; }

    /// <summary>Why it could not be evaluated; null when it could.</summary>
    public ErrorOutput? Error { get; init; }

    /// <summary>Before anything was asked.</summary>
    public static ProbeStatus Awaited(Probe probe) => new() { Name = probe.Name, Type = probe.Type, Mode = probe.Mode, Verdict = ProbeVerdict.Awaited };
}

/// <summary>What a probe shows.</summary>
internal enum ProbeVerdict
{
    /// <summary>Nothing yet.</summary>
    Awaited,

    /// <summary>Every evaluation passed, and there was one.</summary>
    Passed,

    /// <summary>An evaluation failed.</summary>
    Failed,

    /// <summary>It was not evaluated, or could not be.</summary>
    NotAvailable,
}
