using Lab.Contracts;

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

    /// <summary>The file as messages name it.</summary>
    public required string Path { get; init; }

    /// <summary>The file as it is opened.</summary>
    public required string File { get; init; }

    /// <summary>What is hit; alternatives are united. Empty when the engine leaves it to <c>TARGET_PODS</c> or aims at nodes.</summary>
    public required IReadOnlyList<TargetSelector> Targets { get; init; }

    /// <summary>When each of its experiments strikes, from the annotations <c>chaoslab.dev/trace-point</c> and <c>chaoslab.dev/after</c>.</summary>
    public required FaultMoment Moment { get; init; }

    /// <summary>Root of its chance, from the annotation <c>chaoslab.dev/seed</c>; null leaves it to the run.</summary>
    public Seed? Seed { get; init; }

    /// <summary>False when <c>engineState</c> is <c>stop</c>: nothing is run.</summary>
    public required bool Active { get; init; }

    /// <summary>In order; they run one after the other.</summary>
    public required IReadOnlyList<ExperimentRun> Experiments { get; init; }

    /// <summary>What is accepted and yet not what its author may think, with place and mend.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>What a cluster does and the lab does not, by name, with place and mend. Empty when the engine runs here.</summary>
    public IReadOnlyList<string> NotDoneHere { get; init; } = [];

    /// <summary>To be asked before anything starts without a cluster.</summary>
    /// <exception cref="LabException">It asks for something that only a cluster does; all of it is listed.</exception>
    public void ThrowUnlessDoneHere()
    {
        if (NotDoneHere.Count > 0)
        {
            throw new LabException(NotDoneHere);
        }
    }
}

/// <summary>Replicas that an engine aims at: <c>appinfo</c>, or one entry of <c>selectors</c>. Without labels and names: any of its kind.</summary>
internal sealed record TargetSelector
{
    /// <summary><c>deployment</c>, <c>statefulset</c> and so on, <c>pod</c> for <c>selectors.pods</c>; empty for any.</summary>
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
/// <param name="Fault">For example <c>pod-delete</c>; <see cref="LitmusFaults.Find"/> knows those that are done here.</param>
/// <param name="Settings">Its tunables.</param>
/// <param name="Probes">In order.</param>
internal sealed record ExperimentRun(string Fault, Tunables Settings, IReadOnlyList<Probe> Probes)
{
    /// <summary>Time between two looks at whether the targets are ready again, <c>statusCheckTimeouts.delay</c>.</summary>
    public TimeSpan StatusCheckDelay { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long that may take, <c>statusCheckTimeouts.timeout</c>.</summary>
    public TimeSpan StatusCheckTimeout { get; init; } = TimeSpan.FromSeconds(180);
}
