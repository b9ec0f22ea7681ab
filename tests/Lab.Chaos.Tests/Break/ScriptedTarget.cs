using Lab.Chaos.Scenarios;
using Lab.Chaos.Targets;
using Lab.Contracts.Control;

namespace Lab.Chaos.Tests.Break;

/// <summary>A target with three replicas that writes down what is done to them.</summary>
internal sealed class ScriptedTarget : ITarget
{
    private readonly List<string> _actions = [];

    public IReadOnlyList<string> Actions => _actions;

    public string Engine => "scripted";

    public IFaultControl? Faults => null;

    public Task<Uri> AddressAsync(string service, CancellationToken cancellationToken) => Task.FromResult(new Uri("http://127.0.0.1:9"));

    public Task<string> ConnectionStringAsync(string resource, CancellationToken cancellationToken) => Task.FromResult("");

    public Task UseAsync(Variant variant, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<IReadOnlyList<ReplicaInfo>> ReplicasAsync(string resource, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ReplicaInfo>>([.. Enumerable.Range(1, 3).Select(number => new ReplicaInfo
        {
            Id = $"{resource}-{number}",
            Pid = number,
            State = ResourceState.Running,
            Endpoint = null,
            Restarts = 0,
        })]);

    public Task ActAsync(string replica, string action, CancellationToken cancellationToken)
    {
        _actions.Add($"{action} {replica}");
        return Task.CompletedTask;
    }

    public Task<bool> BoostAsync(string service, TimeSpan most, CancellationToken cancellationToken) => Task.FromResult(false);

    public Task EndBoostAsync(string service, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task RecoveredAsync(TimeSpan limit, CancellationToken cancellationToken) => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
