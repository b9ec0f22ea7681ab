namespace Lab.Chaos.Predict.Swarm;

/// <summary>Sees every step of one world; questions replay a world with one. Without it nothing is recorded.</summary>
internal interface IRecorder
{
    void Add(in StepEvent happened);
}

/// <summary>One thing that happened in virtual time.</summary>
internal readonly record struct StepEvent
{
    /// <summary>From the world's beginning.</summary>
    public required long Nanoseconds { get; init; }

    public required StepEventKind Kind { get; init; }

    /// <summary>Number of the agent; −1 for what happens to a replica.</summary>
    public required int Agent { get; init; }

    /// <summary>Number of the logical request in this world, and of the attempt, from 0.</summary>
    public required int Request { get; init; }

    public required int Attempt { get; init; }

    /// <summary>Service by its place in the model, and replica from 1.</summary>
    public required int Service { get; init; }

    public required int Replica { get; init; }

    /// <summary>Operation by its place in the model, and step depth-first from 1; 0 where no step is concerned.</summary>
    public required int Operation { get; init; }

    public required int Step { get; init; }

    /// <summary>Boundary by its place in the model; −1 for none.</summary>
    public required int Boundary { get; init; }

    /// <summary>Key number of the cell; −1 for none.</summary>
    public required int Key { get; init; }

    /// <summary>Value seen or stored.</summary>
    public required long Value { get; init; }

    public required Anomaly? Anomaly { get; init; }
}

internal enum StepEventKind
{
    Began,
    Read,
    Missed,
    Checked,
    Called,
    Wrote,
    Took,
    Locked,
    Unlocked,
    LeaseRanOut,
    Committed,
    Invalidated,
    StartedOver,
    Refused,
    Replied,
    TimedOut,
    SentAgain,
    Died,
    ReplicaKilled,
    ReplicaBack,
    ReplicaPaused,
    ReplicaResumed,
    ServiceSlow,
    ServiceNormal,
}
