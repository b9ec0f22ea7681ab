using Lab.Contracts.Control;

namespace Lab.Control.Api;

/// <summary>State of a resource from those of its replicas: the worst counts, since the lab runs only when all of it does.</summary>
internal static class WorstState
{
    private static readonly ResourceState[] WorstFirst =
    [
        ResourceState.Failed, ResourceState.Exited, ResourceState.Unhealthy, ResourceState.Paused, ResourceState.Stopped,
        ResourceState.Starting, ResourceState.Waiting, ResourceState.NotStarted, ResourceState.Finished,
        ResourceState.Running,
    ];

    /// <summary>Running where there is no replica: the server is somebody else's.</summary>
    public static ResourceState Of(IEnumerable<ResourceState> states) =>
        states.DefaultIfEmpty(ResourceState.Running).MinBy(state => Array.IndexOf(WorstFirst, state));
}
