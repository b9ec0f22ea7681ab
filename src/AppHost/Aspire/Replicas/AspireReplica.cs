using Lab.AppHost.Aspire.Links;
using Lab.Contracts;
using Lab.Contracts.Control;
using Lab.Control.Replicas;

namespace Lab.AppHost.Aspire.Replicas;

/// <summary>
/// One replica over all its restarts. Aspire's notifications say what is; commands come one at a time and only begin a change:
/// <code>kill: SIGKILL -> DCP: Finished -> restart policy: "start" -> DCP: Running, new pid -> service below it -> probe -> healthy</code>
/// </summary>
internal sealed class AspireReplica : IDisposable
{
    // A service that began before its launcher had been moved into the quota is started again; that often is bad luck, more is a fault.
    private const int QuotaAttempts = 4;

    private readonly IResource _resource;
    private readonly ReplicaSystem _system;
    private readonly ReplicaLife _life;
    private readonly ReplicaSwitch _switch;
    private readonly ReplicaFaults _faults;
    private readonly OneAtATime _commands = new();

    public AspireReplica(string id, IResource resource, ReplicaSystem system)
    {
        (Id, _resource, _system) = (id, resource, system);
        _life = new ReplicaLife(id, resource, system);
        _switch = new ReplicaSwitch(_life, system);
        _faults = new ReplicaFaults(_life, system);
        _life.EndedUnasked = new AutoRestart(_life, _switch, _commands, system).Begin;
    }

    public string Id { get; }

    public ReplicaStatus Status => _life.Status.Value;

    public ReplicaInfo Info
    {
        get
        {
            var status = Status;
            return new ReplicaInfo
            {
                Id = Id,
                Pid = status.Pid,
                State = status.State,
                Endpoint = (_resource as LocalServerResource)?.Recipe.Address ?? (_resource as LinkResource)?.Address ?? _life.Address,
                Restarts = status.Restarts,
            };
        }
    }

    /// <summary>Aspire's own name of it, once it is known.</summary>
    public Task<string> InstanceAsync(CancellationToken cancellationToken) => _life.InstanceAsync(cancellationToken);

    /// <summary>Takes in what Aspire says; called by one loop, in order.</summary>
    public void Observe(string instance, CustomResourceSnapshot snapshot) => _life.Observe(instance, snapshot);

    public Task StartAsync(CancellationToken cancellationToken) => _commands.RunAsync(
        () => _life.Launcher is null ? _switch.OnAsync(cancellationToken) : Task.CompletedTask, cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => _commands.RunAsync(() => _switch.OffAsync(cancellationToken), cancellationToken);

    public Task RestartAsync(CancellationToken cancellationToken) => _commands.RunAsync(() => OffAndOnAsync(cancellationToken), cancellationToken);

    public Task KillAsync(CancellationToken cancellationToken) => _commands.RunAsync(() => _faults.KillAsync(cancellationToken), cancellationToken);

    public Task PauseAsync(CancellationToken cancellationToken) => _commands.RunAsync(() => _faults.PauseAsync(cancellationToken), cancellationToken);

    public Task ResumeAsync(CancellationToken cancellationToken) => _commands.RunAsync(() => _faults.ResumeAsync(cancellationToken), cancellationToken);

    /// <summary>Restarts it inside the quota; done when it is healthy there.</summary>
    public Task LimitAsync(double? cpus, long? memoryBytes, CancellationToken cancellationToken) => _commands.RunAsync(
        async () =>
        {
            var quota = _system.Control.Limits.Prepare(Id, cpus, memoryBytes);
            _system.GuardLimits();
            for (var attempt = 1; ; attempt++)
            {
                await _switch.OffAsync(cancellationToken);
                _life.Service.Quota = quota;
                await _switch.OnAsync(cancellationToken);
                await HealthyAsync(cancellationToken);
                if (Status.Pid is { } pid && _life.Service.IsInQuota(pid))
                {
                    return;
                }

                if (attempt == QuotaAttempts)
                {
                    throw new LabException($"'{Id}' began outside of its limits {attempt} times in a row. The machine may be overloaded; try again.");
                }
            }
        },
        cancellationToken);

    /// <summary>Waits until it is healthy.</summary>
    /// <exception cref="LabException">It failed for good.</exception>
    public async Task HealthyAsync(CancellationToken cancellationToken)
    {
        var status = await _life.Status.WaitAsync(
            s => s.Phase is Phase.Failed or Phase.Finished || s is { Phase: Phase.Up, Healthy: true, Pid: not null }, cancellationToken);
        if (status.Phase is Phase.Failed)
        {
            throw new LabException(status.Reason ?? $"'{Id}' failed.");
        }
    }

    /// <summary>Stops following it; the process is Aspire's to end.</summary>
    public void Dispose()
    {
        _life.Dispose();
        _commands.Dispose();
    }

    private async Task OffAndOnAsync(CancellationToken cancellationToken)
    {
        await _switch.OffAsync(cancellationToken);
        await _switch.OnAsync(cancellationToken);
    }
}
