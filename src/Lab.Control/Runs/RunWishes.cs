namespace Lab.Control.Runs;

/// <summary>What the caller has decided about a run; null leaves it to the environment (<c>LAB_RUN_ID</c>, <c>LAB_RUN_FOLDER</c>) and then to the lab.</summary>
internal sealed record RunWishes
{
    /// <summary>Folder that <c>.lab</c> lies in; else that of Lab.sln above the binary.</summary>
    public string? RepositoryRoot { get; init; }

    public string? RunId { get; init; }

    /// <summary>Resources to be started, with all that they need; null takes <c>LAB_START</c>, else what AppHost.cs says.</summary>
    public IReadOnlyList<string>? Start { get; init; }

    /// <summary>Folder of the run's logs.</summary>
    public string? RunFolder { get; init; }
}
