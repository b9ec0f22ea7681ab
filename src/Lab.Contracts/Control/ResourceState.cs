using System.Text.Json.Serialization;

namespace Lab.Contracts.Control;

/// <summary>Where a resource or a replica is in its life.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ResourceState>))]
public enum ResourceState
{
    /// <summary>Not started: explicit start, or its turn has not come.</summary>
    NotStarted,

    /// <summary>Waits for a dependency.</summary>
    Waiting,

    /// <summary>The process runs, its health check has not passed yet.</summary>
    Starting,

    /// <summary>Runs and is healthy.</summary>
    Running,

    /// <summary>Runs, but its health check fails.</summary>
    Unhealthy,

    /// <summary>Stopped by SIGSTOP or its like; goes on after resume.</summary>
    Paused,

    /// <summary>Ended on request.</summary>
    Stopped,

    /// <summary>A job, or a driver that is started by hand, has ended; nothing more is expected of it.</summary>
    Finished,

    /// <summary>Ended by itself or was killed; the restart policy decides what follows.</summary>
    Exited,

    /// <summary>Could not be started, or ended too often; stays down until started by hand.</summary>
    Failed,
}

/// <summary>What a state means to who waits for the system.</summary>
public static class ResourceStates
{
    /// <summary>Whether nothing is to be waited for: it runs and is healthy, has done its work, or was never asked to start.</summary>
    public static bool IsSettled(this ResourceState state) =>
        state is ResourceState.Running or ResourceState.Finished or ResourceState.NotStarted;
}
