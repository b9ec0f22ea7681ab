using Lab.Contracts.Control;

namespace Lab.Control.Replicas;

/// <summary>What is known of a replica at one moment. Replaced as a whole, so that readers never see half a change.</summary>
internal sealed record ReplicaStatus
{
    public Phase Phase { get; init; } = Phase.NotStarted;

    public int? Pid { get; init; }

    public bool Paused { get; init; }

    /// <summary>The health check says so; stays true for a while after a pause, as a load balancer would see it.</summary>
    public bool Healthy { get; init; }

    /// <summary>Healthy at least once since this process started.</summary>
    public bool WasHealthy { get; init; }

    public int Restarts { get; init; }

    public int EndsWithoutHealth { get; init; }

    public int? ExitCode { get; init; }

    /// <summary>Why it is as it is, for <see cref="Phase.Failed"/>.</summary>
    public string? Reason { get; init; }

    /// <summary>The state that the control API shows.</summary>
    public ResourceState State => Phase switch
    {
        Phase.NotStarted => ResourceState.NotStarted,
        Phase.Waiting => ResourceState.Waiting,
        Phase.Up when Paused => ResourceState.Paused,
        Phase.Up when Healthy => ResourceState.Running,
        Phase.Up when WasHealthy => ResourceState.Unhealthy,
        Phase.Up => ResourceState.Starting,
        Phase.Stopped => ResourceState.Stopped,
        Phase.Finished => ResourceState.Finished,
        Phase.Exited => ResourceState.Exited,
        Phase.Failed => ResourceState.Failed,
        _ => throw new System.Diagnostics.UnreachableException($"{Phase} has a state above"),
    };
}

/// <summary>Where the process is in its life, health aside.</summary>
internal enum Phase
{
    NotStarted,
    Waiting,
    Up,
    Stopped,
    Finished,
    Exited,
    Failed,
}
