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

    /// <summary>Ended by itself or was killed; the restart policy decides what follows.</summary>
    Exited,

    /// <summary>Could not be started, or ended too often; stays down until started by hand.</summary>
    Failed,
}
