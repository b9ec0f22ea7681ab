using Lab.Chaos.Collect;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Targets;
using Lab.Contracts.Control;

namespace Lab.Chaos.Tests.Break;

/// <summary>
/// A shop that writes down what is done to it:
/// <code>checkout -> [inventory-link] -> inventory ×3 -> [cache-link] -> redis, [database-link] -> postgres</code>
/// </summary>
internal sealed class ScriptedTarget : ITarget
{
    private readonly List<string> _actions = [];

    public IReadOnlyList<string> Actions => _actions;

    public ScriptedControl Control { get; } = new();

    /// <summary>Until when an action takes; none takes any time unless told otherwise.</summary>
    public Task ActionsTake { get; set; } = Task.CompletedTask;

    public string Engine => "scripted";

    public IFaultControl? Faults => Control;

    public Collector? Collector => null;

    public static IReadOnlyList<ResourceInfo> Topology { get; } =
    [
        Resource("redis", "redis", 1), Resource("postgres", "postgres", 1),
        Resource("cache-link", "link", 1, "redis"), Resource("database-link", "link", 1, "postgres"),
        Resource("inventory", "project", 3, "cache-link", "database-link"),
        Resource("inventory-link", "link", 1, "inventory"),
        Resource("checkout", "project", 1, "inventory-link", "postgres"),
        Resource("lab", "project", 1) with { State = ResourceState.NotStarted },
    ];

    public Task<Uri> AddressAsync(string service, CancellationToken cancellationToken) => Task.FromResult(new Uri("http://127.0.0.1:9"));

    public Task<string> ConnectionStringAsync(string resource, CancellationToken cancellationToken) => Task.FromResult("");

    public Task UseAsync(Variant variant, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<IReadOnlyList<ResourceInfo>> TopologyAsync(CancellationToken cancellationToken) => Task.FromResult(Topology);

    public Task<IReadOnlyList<ReplicaInfo>> ReplicasAsync(string resource, CancellationToken cancellationToken) =>
        Task.FromResult(Topology.Single(known => known.Name == resource).Replicas);

    public Task ActAsync(string replica, string action, CancellationToken cancellationToken)
    {
        _actions.Add($"{action} {replica}");
        return ActionsTake;
    }

    public Task<bool> BoostAsync(string service, TimeSpan most, CancellationToken cancellationToken) => Task.FromResult(false);

    public Task EndBoostAsync(string service, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task ComeToRestAsync() => Task.CompletedTask;

    public Task RecoveredAsync(TimeSpan limit, CancellationToken cancellationToken) => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static ResourceInfo Resource(string name, string kind, int replicas, params string[] references) => new()
    {
        Name = name,
        Kind = kind,
        State = ResourceState.Running,
        Endpoints = new Dictionary<string, Uri>(),
        References = references,
        Replicas =
        [
            .. Enumerable.Range(1, replicas).Select(number => new ReplicaInfo
            {
                Id = replicas == 1 ? name : $"{name}-{number}",
                Pid = number,
                State = ResourceState.Running,
                Endpoint = null,
                Restarts = 0,
            }),
        ],
    };
}
