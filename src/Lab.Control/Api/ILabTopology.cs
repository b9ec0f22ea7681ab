using Lab.Contracts.Control;
using Lab.Control.Links;

namespace Lab.Control.Api;

/// <summary>
/// What the control API needs of an engine: <c>HTTP -> ControlServer -> ILabTopology -> processes</c>. Names have been checked against
/// <see cref="Resources"/> before a call arrives here.
/// </summary>
internal interface ILabTopology
{
    /// <summary>All resources as they are now, in dependency order.</summary>
    IReadOnlyList<ResourceInfo> Resources { get; }

    /// <summary>For resources that are reached by one, else null.</summary>
    string? ConnectionString(string resource);

    /// <summary>How to change what a link does; null where the resource is none.</summary>
    LinkAccess? Link(string resource);

    /// <summary>Changes the variables and starts the replicas again; done when they are healthy. A null value takes an override back.</summary>
    Task OverrideAsync(string resource, IReadOnlyDictionary<string, string?> variables, CancellationToken cancellationToken);

    /// <summary>Kill and pause are done when the system has carried them out, start and restart when the replica is healthy.</summary>
    /// <exception cref="Lab.Contracts.LabException">Not possible now; the message has the mend.</exception>
    Task ActAsync(string replica, ReplicaAction action, CancellationToken cancellationToken);

    /// <summary>Restarts the replica inside the quota; done when it is healthy. Null lifts one.</summary>
    /// <param name="replica">Replica id.</param>
    /// <param name="cpus">Processors, for example 0.25.</param>
    /// <param name="memoryBytes">Bytes.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task LimitAsync(string replica, double? cpus, long? memoryBytes, CancellationToken cancellationToken);
}
