using Lab.Chaos.Collect;
using Lab.Chaos.Scenarios;
using Lab.Contracts;
using Lab.Contracts.Control;

namespace Lab.Chaos.Targets;

/// <summary>A system that somebody else started: addresses and connection strings from the scenario, no process control.</summary>
internal sealed class ForeignTarget(Target target) : ITarget
{
    public Collector? Collector { get; init; }

    public string Engine => "foreign";

    public IFaultControl? Faults => null;

    public Task<Uri> AddressAsync(string service, CancellationToken cancellationToken) =>
        Task.FromResult(target.Urls.TryGetValue(service, out var address) ? address
            : throw new LabException($"No address of '{service}'. Add it under 'target: urls:' in the scenario, or with --target env as services__{service}__http__0."));

    public Task<string> ConnectionStringAsync(string resource, CancellationToken cancellationToken) =>
        Task.FromResult(target.Connections.TryGetValue(resource, out var connection) ? connection
            : throw new LabException($"No connection string of '{resource}'. Add it under 'target: connections:' in the scenario, or with --target env as ConnectionStrings__{resource}."));

    /// <summary>Nothing to do for a variant without environment; the lab cannot change that of processes it does not run.</summary>
    public Task UseAsync(Variant variant, CancellationToken cancellationToken) =>
        variant.Environment.Count == 0 || variant.Name == target.InForce ? Task.CompletedTask
            : throw new LabException(
                $"Variant '{variant.Name}' sets environment variables, but the target was started by somebody else. "
                + "Start it in that variant yourself and take 'environment' out, or give 'target: apphost:'.");

    public Task<IReadOnlyList<ResourceInfo>> TopologyAsync(CancellationToken cancellationToken) => throw NoControl("its topology");

    public Task<IReadOnlyList<ReplicaInfo>> ReplicasAsync(string resource, CancellationToken cancellationToken) =>
        throw NoControl($"the replicas of '{resource}'");

    public Task ActAsync(string replica, string action, CancellationToken cancellationToken) => throw NoControl($"to {action} '{replica}'");

    // Its processes are not ours, and may be on another machine.
    public Task<bool> BoostAsync(string service, TimeSpan most, CancellationToken cancellationToken) => Task.FromResult(false);

    public Task EndBoostAsync(string service, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task ComeToRestAsync() => Task.CompletedTask;

    public Task RecoveredAsync(TimeSpan limit, CancellationToken cancellationToken) => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static LabException NoControl(string what) =>
        new($"The lab cannot reach {what}: the target was started by somebody else. Give 'target: apphost:' to use faults.");
}
