using Lab.AppHost.Aspire.Links;
using Lab.AppHost.Aspire.Replicas;
using Lab.Contracts.Control;
using Lab.Control.Api;
using Lab.Control.Links;
using Lab.Control.Processes;
using Lab.Control.Replicas;

namespace Lab.AppHost.Aspire;

/// <summary>The running system as the control API sees it: a table kept up to date by Aspire's notifications.</summary>
internal sealed class AspireTopology(
    ResourceNotificationService notifications, ResourceCommandService commands, EnvironmentOverrides overrides) : ILabTopology, IAsyncDisposable
{
    private readonly HttpProbes _probes = new();
    private readonly Dictionary<string, AspireReplica> _byInstance = [];
    private readonly Dictionary<string, string?> _connectionStrings = [];
    private IReadOnlyList<AspireResource> _resources = [];
    private Task _watching = Task.CompletedTask;

    public IProcessControl Control { get; } = ProcessControl.ForThisSystem(TimeProvider.System);

    public IReadOnlyList<AspireReplica> Replicas => [.. _resources.SelectMany(r => r.Replicas)];

    public IReadOnlyList<ResourceInfo> Resources => [.. _resources.Select(r => r.Info)];

    /// <summary>Begins to follow the model's resources; called once, before any of them starts.</summary>
    public void Watch(DistributedApplicationModel model, IGuard guard, CancellationToken ended)
    {
        var system = new ReplicaSystem { Control = Control, Commands = commands, Notifications = notifications, Guard = guard, Time = TimeProvider.System, Probes = _probes, Ended = ended };
        _resources = [.. model.Resources.Where(AspireModel.IsShown).Select(resource => new AspireResource(resource, system))];
        _watching = WatchAsync(ended);
    }

    public string? ConnectionString(string resource) => Resource(resource).Resource is LinkResource link
        ? _connectionStrings.GetValueOrDefault(link.Target.Resource.Name) is { } direct ? link.Through(direct) : null
        : _connectionStrings.GetValueOrDefault(resource);

    public LinkAccess? Link(string resource) => (Resource(resource).Resource as LinkResource)?.Access;

    public async Task OverrideAsync(string resource, IReadOnlyDictionary<string, string?> variables, CancellationToken cancellationToken)
    {
        overrides.Change(resource, variables);

        // What somebody stopped on purpose stays down and takes the variables when it is started.
        AspireReplica[] running = [.. Resource(resource).Replicas.Where(r => r.Status.Phase is not (Phase.NotStarted or Phase.Stopped or Phase.Finished))];
        await Task.WhenAll(running.Select(r => r.RestartAsync(cancellationToken)));
        await Task.WhenAll(running.Select(r => r.HealthyAsync(cancellationToken)));
    }

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
            await target.HealthyAsync(cancellationToken);
        }
    }

    public Task LimitAsync(string replica, double? cpus, long? memoryBytes, CancellationToken cancellationToken) =>
        Replica(replica).LimitAsync(cpus, memoryBytes, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Replicas.ToList().ForEach(r => r.Dispose());
        _probes.Dispose();
    }

    private AspireResource Resource(string name) => _resources.First(r => r.Name == name);

    private AspireReplica Replica(string id) => Replicas.First(r => r.Id == id);

    private async Task WatchAsync(CancellationToken ended)
    {
        await foreach (var change in notifications.WatchAsync(ended))
        {
            if (_resources.FirstOrDefault(r => r.Resource == change.Resource) is not { } resource)
            {
                continue;
            }

            if (resource.Resource is IResourceWithConnectionString known && !_connectionStrings.ContainsKey(resource.Name))
            {
                await ReadConnectionStringAsync(known, ended);
            }

            if (!_byInstance.TryGetValue(change.ResourceId, out var replica))
            {
                replica = resource.ReplicaOf(change);
                if (replica is null)
                {
                    continue;
                }

                _byInstance[change.ResourceId] = replica;
            }

            replica.Observe(change.ResourceId, change.Snapshot);
        }
    }

    // A container's has to wait for its port; asked again at the next change.
    private async Task ReadConnectionStringAsync(IResourceWithConnectionString resource, CancellationToken ended)
    {
        if (resource is LocalServerResource or not ContainerResource || AspireModel.Endpoints(resource).Count > 0)
        {
            _connectionStrings[resource.Name] = await resource.GetConnectionStringAsync(ended);
        }
    }
}
