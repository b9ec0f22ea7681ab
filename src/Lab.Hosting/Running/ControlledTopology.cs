using Lab.Contracts;
using Lab.Contracts.Control;
using Lab.Control.Api;
using Lab.Control.Links;

namespace Lab.Hosting.Running;

/// <summary>The topology as the control API sees it.</summary>
internal sealed class ControlledTopology(Topology topology) : ILabTopology
{
    public IReadOnlyList<ResourceInfo> Resources => [.. topology.Resources.Select(r => r.Info)];

    public string? ConnectionString(string resource) => Resource(resource).Plan.ConnectionString;

    public LinkAccess? Link(string resource) => Resource(resource).Plan.Link;

    public Task OverrideAsync(string resource, IReadOnlyDictionary<string, string?> variables, CancellationToken cancellationToken) =>
        Resource(resource).OverrideAsync(variables, cancellationToken);

    public async Task ActAsync(string replica, ReplicaAction action, CancellationToken cancellationToken)
    {
        var target = Replica(replica);
        await (action switch
        {
            ReplicaAction.Kill => target.KillAsync(cancellationToken),
            ReplicaAction.Pause => target.PauseAsync(cancellationToken),
            ReplicaAction.Resume => target.ResumeAsync(cancellationToken),
            ReplicaAction.Stop => target.StopAsync(cancellationToken),
            ReplicaAction.Start => target.StartAsync(cancellationToken),
            ReplicaAction.Restart => target.RestartAsync(cancellationToken),
            _ => throw new ArgumentOutOfRangeException(nameof(action), action, "Not an action."),
        });
        if (action is ReplicaAction.Start or ReplicaAction.Restart)
        {
            await RunningResource.WaitHealthyAsync(target, cancellationToken);
        }
    }

    public async Task LimitAsync(string replica, double? cpus, long? memoryBytes, CancellationToken cancellationToken)
    {
        var target = Replica(replica);
        await target.LimitAsync(cpus, memoryBytes, cancellationToken);
        await RunningResource.WaitHealthyAsync(target, cancellationToken);
    }

    private RunningResource Resource(string name) =>
        topology.Find(name) ?? throw new LabException($"There is no resource '{name}'. Ask for those that exist: GET /v1/resources");

    private Replica Replica(string id) => topology.Resources.SelectMany(r => r.Replicas).FirstOrDefault(r => r.Id == id)
        ?? throw new LabException($"There is no replica '{id}'. Ask for those that exist: GET /v1/resources");
}
