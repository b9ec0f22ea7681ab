using System.Diagnostics;
using Lab.Contracts.Control;
using Lab.Control.Replicas;

namespace Lab.Hosting.Dashboard.Rows;

/// <summary>States of replicas in the dashboard's words. An unhealthy one is Running there, with a health check that fails beside it.</summary>
internal static class RowStates
{
    public static RowState Of(ReplicaStatus status) => status.State switch
    {
        ResourceState.NotStarted => new("NotStarted", null),
        ResourceState.Waiting => new("Waiting", null),
        ResourceState.Starting => new("Starting", null),
        ResourceState.Running or ResourceState.Unhealthy => new("Running", null),
        ResourceState.Paused => new("Paused", "warning"),
        ResourceState.Stopped => new("Stopped", "info"),
        ResourceState.Finished => new("Finished", null),
        ResourceState.Exited => new("Exited", null),
        ResourceState.Failed => new("FailedToStart", "error"),
        _ => throw new UnreachableException($"{status.State} is a state above"),
    };

    /// <summary>What came out of a phase that is over, by its exit code; of one that runs or never ran, its state.</summary>
    /// <param name="verb">Of the <c>lab</c> command. A prediction gives no verdict.</param>
    /// <param name="status">Of its process.</param>
    public static RowState OfPhase(string verb, ReplicaStatus status) => (status.State, status.ExitCode) switch
    {
        (ResourceState.Finished, 0) => new(verb == "predict" ? "Done" : "Holds", "success"),
        (ResourceState.Finished, 1) => new("Violated", "error"),
        (ResourceState.Finished, 2) => new("Unknown verdict", "warning"),
        (ResourceState.Finished, 64) => new("Not possible", "error"),
        (ResourceState.Finished, 130) => new("Stopped", "info"),
        (ResourceState.Finished, not null) => new("Crashed", "error"),
        _ => Of(status),
    };
}
