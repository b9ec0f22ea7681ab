using Lab.Contracts;
using Lab.Contracts.Control;
using Lab.Control.Api;
using Lab.Control.Replicas;

namespace Lab.Hosting.Running;

/// <summary>A resource while the lab runs: its replicas, the balancers in front of them, and the variables put over its own.</summary>
internal sealed class RunningResource : IAsyncDisposable
{
    private readonly Lock _overridesLock = new();
    private readonly List<Balancer> _balancers = [];
    private Dictionary<string, string?> _overrides = [];

    public RunningResource(ResourcePlan plan, Supervision supervision)
    {
        Plan = plan;
        Replicas = [.. plan.Replicas.Select(replica => new Replica(replica, supervision, Overrides))];
    }

    public ResourcePlan Plan { get; }

    public IReadOnlyList<Replica> Replicas { get; }

    public ResourceInfo Info
    {
        get
        {
            ReplicaInfo[] replicas = [.. Replicas.Select(r => r.Info)];
            return new ResourceInfo
            {
                Name = Plan.Name,
                Kind = Plan.Kind,
                State = WorstState.Of(replicas.Select(r => r.State)),
                Endpoints = Plan.Endpoints,
                References = Plan.References,
                Replicas = replicas,
            };
        }
    }

    /// <summary>The variables that a start of the replica would give it now; null is one that it does not inherit.</summary>
    public IReadOnlyDictionary<string, string?> VariablesOf(ReplicaPlan replica) => Over(replica.Launch.Environment, Overrides());

    /// <summary>Opens the addresses that clients use; before the first start, so that early callers meet a refusal and not a stranger.</summary>
    public void OpenBalancers() => _balancers.AddRange(Plan.Balancers.Select(plan => Balancer.Start(
        plan.Port, [.. plan.TargetPorts.Zip(Replicas, (port, replica) => new BalancerTarget(port, () => replica.Status.Healthy))])));

    public Task StartAsync(CancellationToken cancellationToken) => Task.WhenAll(Replicas.Select(r => r.StartAsync(cancellationToken)));

    /// <summary>Waits until all replicas are healthy.</summary>
    /// <exception cref="LabException">One of them failed for good.</exception>
    public async Task WaitHealthyAsync(CancellationToken cancellationToken) =>
        await Task.WhenAll(Replicas.Select(replica => WaitHealthyAsync(replica, cancellationToken)));

    public static async Task WaitHealthyAsync(Replica replica, CancellationToken cancellationToken)
    {
        var status = await replica.WaitAsync(s => s.Phase is Phase.Failed or Phase.Finished || (s.Phase is Phase.Up && s.Healthy), cancellationToken);
        if (status.Phase is Phase.Failed)
        {
            throw new LabException(status.Reason ?? $"'{replica.Id}' failed.");
        }
    }

    /// <summary>
    /// Changes the variables and starts the replicas again, all at once; null takes an override back. A replica for which nothing changes is not started again.
    /// </summary>
    public async Task OverrideAsync(IReadOnlyDictionary<string, string?> variables, CancellationToken cancellationToken)
    {
        lock (_overridesLock)
        {
            var changed = new Dictionary<string, string?>(_overrides);
            foreach (var (name, value) in variables)
            {
                if (value is null)
                {
                    changed.Remove(name);
                }
                else
                {
                    changed[name] = value;
                }
            }

            _overrides = changed;
        }

        // What somebody stopped on purpose stays down and takes the variables when it is started; what runs with just these goes on.
        Replica[] restarted = [.. Replicas.Where(r => r.Status.Phase is not (Phase.NotStarted or Phase.Stopped or Phase.Finished) && !r.RunsWithItsVariables)];
        await Task.WhenAll(restarted.Select(r => r.RestartAsync(cancellationToken)));
        await Task.WhenAll(restarted.Select(r => WaitHealthyAsync(r, cancellationToken)));
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(Replicas.Select(r => r.DisposeAsync().AsTask()));
        foreach (var balancer in _balancers)
        {
            await balancer.DisposeAsync();
        }
    }

    /// <summary>Variables with others put over them.</summary>
    public static Dictionary<string, string?> Over(IReadOnlyDictionary<string, string?> variables, IReadOnlyDictionary<string, string?> overrides)
    {
        var both = new Dictionary<string, string?>(variables);
        foreach (var (name, value) in overrides)
        {
            both[name] = value;
        }

        return both;
    }

    private Dictionary<string, string?> Overrides()
    {
        lock (_overridesLock)
        {
            return _overrides;
        }
    }
}
