namespace Lab.Hosting.Running;

/// <summary>Where one run of the lab keeps its files.</summary>
internal sealed record RunPlace
{
    public required string RunId { get; init; }

    /// <summary>Repository, where <c>.lab</c> lies.</summary>
    public required string Root { get; init; }

    /// <summary>Kept after the end: logs.</summary>
    public required string Folder { get; init; }

    /// <summary>Removed at the end: data of Redis and PostgreSQL.</summary>
    public required string TempFolder { get; init; }

    /// <summary>How others find this lab.</summary>
    public string RunFile => Path.Combine(RunFolder(Root), $"{RunId}.json");

    /// <summary>Log of one replica.</summary>
    public string LogFile(string replicaId) => Path.Combine(Folder, "logs", $"{replicaId}.log");

    /// <summary>Folder of the run files.</summary>
    public static string RunFolder(string root) => Path.Combine(root, ".lab", "run");
}
