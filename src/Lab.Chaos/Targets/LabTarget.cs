using Lab.Chaos.Collect;
using Lab.Chaos.Collect.Storing;
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

    public SpanStore? Spans { get; init; }

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
            _overridden.TryAdd(service, []);
            _overridden[service].UnionWith(variables.Keys);
            await host.Control.SetEnvironmentAsync(service, variables, cancellationToken);
        }

        await RecoveredAsync(TimeSpan.FromSeconds(30), cancellationToken);
    }

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
    /// before is put back at the end.
    /// </summary>
    public async Task SendToAsync(Collector? collector, Scenario scenario, CancellationToken cancellationToken)
    {
        var resources = collector is null ? [] : await host.Control.ResourcesAsync(cancellationToken);
        var stubs = Downstreams.Possible(scenario);
        foreach (var service in scenario.Services.Where(service => service.Kind == ServiceKind.Http && !stubs.Contains(service.Name)))
        {
            if (resources.Any(resource => resource.Name == service.Name && resource.Kind == "project"))
            {
                var variables = OtlpVariables.For(collector!.Http).ToDictionary(pair => pair.Key, string? (pair) => pair.Value);
                _overridden.TryAdd(service.Name, []);
                _overridden[service.Name].UnionWith(variables.Keys);
                await host.Control.SetEnvironmentAsync(service.Name, variables, cancellationToken);
            }
        }

        await RecoveredAsync(TimeSpan.FromSeconds(30), cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (!host.StartedHere)
        {
            await TakeOverridesBackAsync();
        }

        await host.DisposeAsync();
    }

    // A lab that somebody else runs gets its own environment back. The run's cancellation does not reach here: undoing must finish.
    private async Task TakeOverridesBackAsync()
    {
        foreach (var (service, names) in _overridden)
        {
            await host.Control.SetEnvironmentAsync(
                service, names.ToDictionary(name => name, string? (_) => null), CancellationToken.None);
        }

        _overridden.Clear();
    }
}
