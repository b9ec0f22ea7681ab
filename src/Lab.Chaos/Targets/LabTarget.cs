using Lab.Chaos.Collect;
using Lab.Chaos.Isolate;
using Lab.Chaos.Scenarios;
using Lab.Contracts;
using Lab.Contracts.Control;

namespace Lab.Chaos.Targets;

/// <summary>A lab's own topology, reached through its control API.</summary>
/// <param name="host">The running lab; disposed with the target, which ends it when this process started it.</param>
/// <param name="time">Clock of the waits.</param>
internal sealed class LabTarget(LabHost host, TimeProvider time) : ITarget
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(50);

    private readonly Dictionary<string, HashSet<string>> _overridden = [];
    private IAsyncDisposable? _hold;

    public Collector? Collector { get; init; }

    public string Engine => host.Run.Engine;

    public IFaultControl Faults => host.Control;

    public async Task<Uri> AddressAsync(string service, CancellationToken cancellationToken)
    {
        var resource = await host.Control.ResourceAsync(service, cancellationToken);
        return resource.Endpoints.TryGetValue("http", out var address) ? address
            : throw new LabException($"Resource '{service}' has no endpoint 'http'. Give it one with WithHttpEndpoint() in AppHost.cs.");
    }

    public Task<string> ConnectionStringAsync(string resource, CancellationToken cancellationToken) =>
        host.Control.ConnectionStringAsync(resource, cancellationToken);

    public async Task UseAsync(Variant variant, CancellationToken cancellationToken)
    {
        foreach (var (service, variables) in variant.Environment)
        {
            await OverrideAsync(service, variables, cancellationToken);
        }

        await RecoveredAsync(TimeSpan.FromSeconds(30), cancellationToken);
    }

    /// <summary>Starts what a scenario needs and nobody has started yet: a lab that was up already may hold more than one system.</summary>
    public async Task StartNeededAsync(IReadOnlyList<string> services, CancellationToken cancellationToken)
    {
        foreach (var resource in (await InOrderAsync(services, cancellationToken)).Where(resource => resource.State == ResourceState.NotStarted))
        {
            foreach (var replica in resource.Replicas)
            {
                await host.Control.ActAsync(replica.Id, "start", cancellationToken);
            }

            await RecoveredAsync(TimeSpan.FromSeconds(30), cancellationToken);
        }
    }

    // Aspire refuses to start a service while one that it waits for is down.
    private async Task<IEnumerable<ResourceInfo>> InOrderAsync(IEnumerable<string> names, CancellationToken cancellationToken) =>
        InOrder(names, (await host.Control.ResourcesAsync(cancellationToken)).ToDictionary(resource => resource.Name));

    // What is referred to comes before what refers to it.
    private static IEnumerable<ResourceInfo> InOrder(IEnumerable<string> names, IReadOnlyDictionary<string, ResourceInfo> resources) =>
        names.Where(resources.ContainsKey)
            .SelectMany(name => InOrder(resources[name].References.Where(other => other != name), resources).Append(resources[name]))
            .DistinctBy(resource => resource.Name);

    public Task<IReadOnlyList<ResourceInfo>> TopologyAsync(CancellationToken cancellationToken) =>
        host.Control.ResourcesAsync(cancellationToken);

    public async Task<IReadOnlyList<ReplicaInfo>> ReplicasAsync(string resource, CancellationToken cancellationToken) =>
        (await host.Control.ResourceAsync(resource, cancellationToken)).Replicas;

    public Task ActAsync(string replica, string action, CancellationToken cancellationToken) =>
        host.Control.ActAsync(replica, action, cancellationToken);

    public async Task<bool> BoostAsync(string service, TimeSpan most, CancellationToken cancellationToken) =>
        (await host.Control.BoostAsync(service, most, cancellationToken)).Processes > 0;

    public Task EndBoostAsync(string service, CancellationToken cancellationToken) => host.Control.EndBoostAsync(service, cancellationToken);

    public async Task RecoveredAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            var sick = (await host.Control.ResourcesAsync(cancellationToken))
                .Where(resource => !resource.State.IsSettled())
                .ToList();
            if (sick.Count == 0)
            {
                return;
            }

            if (time.GetElapsedTime(started) > limit)
            {
                var names = string.Join(", ", sick.Select(resource => $"{resource.Name} is {resource.State}"));
                throw new LabException(
                    $"The system did not recover within {limit.TotalSeconds:0} s: {names}. See {host.Run.Folder}/logs.");
            }

            await Task.Delay(LookEvery, time, cancellationToken);
        }
    }

    /// <summary>
    /// Has the services of a lab that runs already send to the collector of this run, which costs each of them a restart; where they sent
    /// before is put back at the end. From here on the host knows that everything is to be undone should this process be killed.
    /// </summary>
    public async Task SendToCollectorAsync(Scenario scenario, CancellationToken cancellationToken)
    {
        _hold ??= await host.Control.HoldAsync(cancellationToken);
        string[] own = Collector is null ? [] : [.. Downstreams.Own(scenario)];
        foreach (var service in await InOrderAsync(own, cancellationToken))
        {
            if (service.Kind == "project" && own.Contains(service.Name))
            {
                var variables = OtlpVariables.For(Collector!.Http).ToDictionary(pair => pair.Key, string? (pair) => pair.Value);
                await OverrideAsync(service.Name, variables, cancellationToken);
            }
        }

        await RecoveredAsync(TimeSpan.FromSeconds(30), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task ComeToRestAsync()
    {
        if (!host.StartedHere)
        {
            await TakeOverridesBackAsync();
            return;
        }

        try
        {
            var services = (await host.Control.ResourcesAsync(CancellationToken.None)).Where(resource => resource.Kind == "project");
            await Task.WhenAll(services.SelectMany(service => service.Replicas).Where(replica => replica.Pid is not null)
                .Select(replica => host.Control.ActAsync(replica.Id, "stop", CancellationToken.None)));
        }
        catch (LabException)
        {
            // The host is gone, and the services with it.
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await (host.StartedHere ? Task.CompletedTask : TakeOverridesBackAsync());
            await (_hold?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
        finally
        {
            await host.DisposeAsync();
        }
    }

    // A lab that somebody else runs gets its own environment back. The run's cancellation does not reach here: undoing must finish.
    private async Task TakeOverridesBackAsync()
    {
        if (_overridden.Count == 0)
        {
            return;
        }

        foreach (var service in await InOrderAsync(_overridden.Keys, CancellationToken.None))
        {
            if (_overridden.TryGetValue(service.Name, out var names))
            {
                await host.Control.SetEnvironmentAsync(
                    service.Name, names.ToDictionary(name => name, string? (_) => null), CancellationToken.None);
            }
        }

        _overridden.Clear();
    }

    private Task OverrideAsync(string service, IReadOnlyDictionary<string, string?> variables, CancellationToken cancellationToken)
    {
        _overridden.TryAdd(service, []);
        _overridden[service].UnionWith(variables.Keys);
        return host.Control.SetEnvironmentAsync(service, variables, cancellationToken);
    }
}
