namespace Lab.Chaos.Break.Litmus;

/// <summary>
/// A ChaosEngine document (<c>litmuschaos.io/v1alpha1</c>), as far as it says what is broken where and when. The same file runs here and on a
/// cluster; what only a cluster reads (service account, images, tolerations) is checked and otherwise left alone.
/// </summary>
internal sealed record ChaosEngine
{
    /// <summary>Name of <c>metadata</c>; with the experiment's it names the result.</summary>
    public required string Name { get; init; }

    /// <summary>Namespace of <c>metadata</c>; empty when it has none.</summary>
    public required string Namespace { get; init; }

    /// <summary>Where the file is, for messages.</summary>
    public required string Path { get; init; }

    /// <summary>What is hit; alternatives are united.</summary>
    public required IReadOnlyList<TargetSelector> Targets { get; init; }

    /// <summary>When each of its experiments strikes, from the annotations <c>chaoslab.dev/trace-point</c> and <c>chaoslab.dev/after</c>.</summary>
    public required FaultMoment Moment { get; init; }

    /// <summary>False when <c>engineState</c> is <c>stop</c>: nothing is run.</summary>
    public required bool Active { get; init; }

    /// <summary>In order; they run one after the other.</summary>
    public required IReadOnlyList<ExperimentRun> Experiments { get; init; }
}

/// <summary>Replicas that an engine aims at: <c>appinfo</c>, or one entry of <c>selectors</c>.</summary>
internal sealed record TargetSelector
{
    /// <summary><c>deployment</c>, <c>statefulset</c> and so on; empty for any.</summary>
    public required string Kind { get; init; }

    /// <summary>Namespace on a cluster; empty for the engine's own.</summary>
    public required string Namespace { get; init; }

    /// <summary>Labels, any of which is enough, as in <c>applabel</c>: key and value.</summary>
    public IReadOnlyList<(string Key, string Value)> Labels { get; init; } = [];

    /// <summary>Names of workloads or pods, in place of labels.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];
}

/// <summary>The moment at which a fault strikes, counted in each volley; a cluster does not know it and strikes at once.</summary>
/// <param name="TracePoint">A named moment between two instructions of a service; null when time decides.</param>
/// <param name="After">From the release of the volley; zero with a trace point.</param>
internal sealed record FaultMoment(string? TracePoint, TimeSpan After)
{
    /// <summary>As soon as it is run.</summary>
    public static FaultMoment AtOnce { get; } = new(null, TimeSpan.Zero);
}

/// <summary>One experiment of an engine: a fault, its settings, what must hold meanwhile.</summary>
/// <param name="Fault">For example <c>pod-delete</c>.</param>
/// <param name="Settings">Its tunables.</param>
/// <param name="Probes">In order.</param>
internal sealed record ExperimentRun(string Fault, Tunables Settings, IReadOnlyList<Probe> Probes);
