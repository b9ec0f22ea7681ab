namespace Lab.Chaos.Break.Cluster;

/// <summary>How long a cluster may take for what. Litmus has limits of its own for some of it, and none for the rest.</summary>
internal sealed record ClusterLimits
{
    /// <summary>One call of the API. Default 20 s.</summary>
    public TimeSpan Call { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Until the operator has written a first status. Default 60 s.</summary>
    public TimeSpan PickUp { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Between the end of the engine and that of its results, either way round. Default 20 s.</summary>
    public TimeSpan Settle { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// What an experiment may take beside its chaos: cold starts of up to three pods, sleeps of Litmus (22 s), and the 180 s that it waits for
    /// the target to be ready again. Default 4 min; <c>--overhead</c>.
    /// </summary>
    public TimeSpan Overhead { get; init; } = TimeSpan.FromMinutes(4);

    /// <summary>A watch is begun anew after this, so that one whose connection died in silence is noticed. Default 20 s.</summary>
    public TimeSpan Renewal { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Without any word from the API server. Default 60 s.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>For removing an engine; the operator itself waits up to 180 s for its pods. Default 200 s.</summary>
    public TimeSpan CleanUp { get; init; } = TimeSpan.FromSeconds(200);

    /// <summary>The same after Ctrl-C, when the command has 20 s left to live. Default 14 s.</summary>
    public TimeSpan Interrupted { get; init; } = TimeSpan.FromSeconds(14);

    /// <summary>Between two looks at what has not changed. Default 1 s.</summary>
    public TimeSpan Tick { get; init; } = TimeSpan.FromSeconds(1);
}
