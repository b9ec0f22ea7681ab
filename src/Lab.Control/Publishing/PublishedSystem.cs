namespace Lab.Control.Publishing;

/// <summary>
/// What is published, whichever engine read it from its model: <c>AppHost.cs → either engine's model → this → manifests</c>. Links and the
/// lab's own resources are not in it; references lead straight to what they mean.
/// </summary>
internal sealed record PublishedSystem
{
    /// <summary>Name of the scenario, or <c>lab</c> where there is none: its application, and its namespace and instance unless told otherwise.</summary>
    public required string Name { get; init; }

    /// <summary>Services and servers, in the order of the model.</summary>
    public required IReadOnlyList<Workload> Workloads { get; init; }

    /// <summary>Phases of the lab that run as jobs beside them.</summary>
    public required IReadOnlyList<Driver> Drivers { get; init; }

    /// <summary>Folder of the scenario whose faults are published; null when no lab is in the model.</summary>
    public string? ScenarioFolder { get; init; }
}

/// <summary>What runs a workload.</summary>
internal enum WorkloadKind
{
    /// <summary>A project's image, as a Deployment.</summary>
    Service,

    /// <summary>A Redis that keeps nothing.</summary>
    Redis,

    /// <summary>A PostgreSQL that keeps its data when it is killed.</summary>
    Postgres,
}

/// <summary>One service or server.</summary>
internal sealed record Workload
{
    /// <summary>Name of the resource: value of <c>app.kubernetes.io/component</c>, and what all names begin with.</summary>
    public required string Name { get; init; }

    public required WorkloadKind Kind { get; init; }

    /// <summary>Repository of its image; servers have official ones.</summary>
    public string Repository { get; init; } = "";

    public int Replicas { get; init; } = 1;

    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Variables whose values anybody may read.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<WorkloadReference> References { get; init; } = [];

    public IReadOnlyList<WorkloadPort> Ports { get; init; } = [];

    /// <summary>CPU request and limit in Kubernetes notation; null for none.</summary>
    public string? Cpu { get; init; }

    /// <summary>Memory request and limit in Kubernetes notation; null for none.</summary>
    public string? Memory { get; init; }

    public ProbePaths? Probes { get; init; }

    /// <summary>Whether somebody outside of the system calls it.</summary>
    public bool IsExternal { get; init; }

    /// <summary>The database that a PostgreSQL creates.</summary>
    public string Database { get; init; } = "";

    /// <summary>Folders of the repository that its arguments name.</summary>
    public IReadOnlyList<MountedFolder> Folders { get; init; } = [];
}

/// <summary>A reference to another workload.</summary>
/// <param name="Name">What the referring one knows it by.</param>
/// <param name="Target">Name of the workload.</param>
internal sealed record WorkloadReference(string Name, string Target);

/// <summary>A port that a service listens on and is reached at.</summary>
/// <param name="Name">Name of the endpoint.</param>
/// <param name="Scheme">Scheme of its address.</param>
/// <param name="Number">The same inside the pod and at the service.</param>
internal sealed record WorkloadPort(string Name, string Scheme, int Number)
{
    /// <summary>What Aspire's publisher gives the first endpoint, and the .NET images listen on; the others follow.</summary>
    public const int First = 8080;
}

/// <summary>Paths that are probed on the first http port.</summary>
/// <param name="Ready">Answers 200 while it can take requests.</param>
/// <param name="Alive">Answers 200 as long as the process works.</param>
internal sealed record ProbePaths(string Ready, string Alive);

/// <summary>Text files that a container finds where an argument says.</summary>
/// <param name="Path">As in the argument, relative to the folder in which the image works.</param>
/// <param name="Files">File name to content.</param>
internal sealed record MountedFolder(string Path, IReadOnlyDictionary<string, string> Files);

/// <summary>A phase of the lab as a job of several pods, each of which does its share.</summary>
/// <param name="Name">Name of the resource.</param>
/// <param name="Verb"><c>stress</c> or <c>fuzz</c>.</param>
/// <param name="Scenario">Name of the scenario.</param>
/// <param name="Repository">Repository of the lab's image.</param>
internal sealed record Driver(string Name, string Verb, string Scenario, string Repository)
{
    /// <summary>Whether a phase sends requests; what only computes needs no cluster.</summary>
    public static bool IsJob(string verb) => verb is "stress" or "fuzz";
}
