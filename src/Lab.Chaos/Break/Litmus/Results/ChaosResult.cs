namespace Lab.Chaos.Break.Litmus.Results;

/// <summary>
/// What came of one experiment, field by field as Litmus writes it (<c>litmuschaos.io/v1alpha1</c>), so that what reads theirs reads ours. What the lab
/// knows beyond that stands in annotations <c>chaoslab.dev/…</c>, which Litmus keeps.
/// </summary>
internal sealed record ChaosResult
{
    /// <summary>Name of the engine.</summary>
    public required string Engine { get; init; }

    /// <summary>Name of the fault.</summary>
    public required string Experiment { get; init; }

    /// <summary>Tells runs apart, from <c>INSTANCE_ID</c>; empty writes over the result of the run before.</summary>
    public string Instance { get; init; } = "";

    /// <summary>Empty for none.</summary>
    public string Namespace { get; init; } = "";

    /// <summary>What the lab adds; keys with the prefix <c>chaoslab.dev/</c>.</summary>
    public IReadOnlyDictionary<string, string> Annotations { get; init; } = new Dictionary<string, string>();

    /// <summary>How far it came.</summary>
    public ResultPhase Phase { get; init; } = ResultPhase.Running;

    /// <summary>What it shows.</summary>
    public ResultVerdict Verdict { get; init; } = ResultVerdict.Awaited;

    /// <summary>Share of probes that passed, 0 to 100; null while it is awaited.</summary>
    public int? ProbeSuccessPercentage { get; init; }

    /// <summary>Why it is an error; null otherwise. Failed probes are not told here.</summary>
    public ErrorOutput? Error { get; init; }

    /// <summary>In the order of the engine.</summary>
    public IReadOnlyList<ProbeStatus> Probes { get; init; } = [];

    /// <summary>Of all runs of this name, this one included.</summary>
    public ResultHistory History { get; init; } = ResultHistory.None;

    /// <summary>Of <c>metadata</c>.</summary>
    public string Name => Instance.Length == 0 ? $"{Engine}-{Experiment}" : $"{Engine}-{Experiment}-{Instance}";
}

/// <summary>How far an experiment came; the names are written with underscores.</summary>
internal enum ResultPhase
{
    /// <summary>Under way.</summary>
    Running,

    /// <summary>To its end.</summary>
    Completed,

    /// <summary>To its end, and a probe failed.</summary>
    CompletedWithProbeFailure,

    /// <summary>It was stopped, by a user or by a probe.</summary>
    Stopped,

    /// <summary>It could not be carried out.</summary>
    Error,
}

/// <summary>What an experiment shows.</summary>
internal enum ResultVerdict
{
    /// <summary>Nothing yet.</summary>
    Awaited,

    /// <summary>All probes passed.</summary>
    Pass,

    /// <summary>A probe failed.</summary>
    Fail,

    /// <summary>It was stopped.</summary>
    Stopped,

    /// <summary>Nothing: it could not be carried out.</summary>
    Error,
}

/// <summary>Counts over runs, and what this run hit.</summary>
/// <param name="Passed">Runs with <see cref="ResultVerdict.Pass"/>.</param>
/// <param name="Failed">Runs with <see cref="ResultVerdict.Fail"/>.</param>
/// <param name="Stopped">Runs with <see cref="ResultVerdict.Stopped"/>; errors are not counted.</param>
/// <param name="Targets">Of this run.</param>
internal sealed record ResultHistory(int Passed, int Failed, int Stopped, IReadOnlyList<ResultTarget> Targets)
{
    /// <summary>Before the first run.</summary>
    public static ResultHistory None { get; } = new(0, 0, 0, []);
}

/// <summary>Something that was hit.</summary>
/// <param name="Name">Of the workload for pod-delete, otherwise of the pod or node.</param>
/// <param name="Kind"><c>deployment</c>, <c>pod</c>, <c>node</c>.</param>
/// <param name="Status">What became of it.</param>
internal sealed record ResultTarget(string Name, string Kind, TargetStatus Status);

/// <summary>What became of a target.</summary>
internal enum TargetStatus
{
    /// <summary>Hit by something that needs no healing: a kill.</summary>
    Targeted,

    /// <summary>The fault is in it.</summary>
    Injected,

    /// <summary>The fault was taken out again.</summary>
    Reverted,

    /// <summary>It went away meanwhile.</summary>
    NoLongerExist,
}
