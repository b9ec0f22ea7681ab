using Lab.Contracts.Control;
using Lab.Control.Api;

namespace Lab.Control.Runs;

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

    /// <summary>Resources to be started, with all that they need; empty for what AppHost.cs says.</summary>
    public IReadOnlyList<string> Start { get; init; } = [];

    /// <summary>How others find this lab.</summary>
    public string RunFile => RunFiles.PathOf(Root, $"{RunId}.json");

    /// <summary>The content of that file.</summary>
    public RunFile Describe(string engine, ControlServer server) => new()
    {
        Id = RunId,
        Url = server.Url,
        Token = server.Token,
        Pid = Environment.ProcessId,
        Engine = engine,
        Folder = Folder,
    };

    /// <summary>Log of one replica.</summary>
    public string LogFile(string replicaId) => Path.Combine(Folder, "logs", $"{replicaId}.log");
}
