using Lab.Contracts;
using Lab.Contracts.Control;
using Lab.Control.Api;
using Lab.Control.Processes;
using Lab.Control.Replicas;

namespace Lab.Hosting.Running;

/// <summary>
/// One replica over all its restarts. Commands come one at a time (<c>start, stop, kill, pause, resume, limit</c>); between them the process lives
/// its life: <c>start -> probe … -> exit -> restart policy -> start</c>.
/// </summary>
internal sealed class Replica : IAsyncDisposable
{
    // The lab's command allows itself 30 s to take back what it changed in the system; when the system ends as well there is nothing to take back.
    private static readonly TimeSpan DriverGrace = TimeSpan.FromSeconds(35);

    private readonly SemaphoreSlim _oneCommand = new(1);
    private readonly CancellationTokenSource _closing = new();
    private readonly ReplicaPlan _plan;
    private readonly Supervision _supervision;
    private readonly Func<IReadOnlyDictionary<string, string?>> _overrides;
    private readonly Watched<ReplicaStatus> _status;
    private Quota _quota = Quota.None;
    private ChildProcess? _process;
    private Dictionary<string, string?> _launched = [];
    private Task _life = Task.CompletedTask;
    private Task _restart = Task.CompletedTask;
    private bool _wanted;

    public Replica(ReplicaPlan plan, Supervision supervision, Func<IReadOnlyDictionary<string, string?>> overrides)
    {
        (_plan, _supervision, _overrides) = (plan, supervision, overrides);
        _status = new Watched<ReplicaStatus>(new ReplicaStatus(), (before, after) => supervision.Report(plan.Id, before, after));
    }

    public string Id => _plan.Id;

    public ReplicaPlan Plan => _plan;

    public ReplicaStatus Status => _status.Value;

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
                Endpoint = _plan.Endpoint,
                Restarts = status.Restarts,
            };
        }
    }

    /// <summary>It is well, and its process was started with the variables that a start would give it now.</summary>
    public bool RunsWithItsVariables => Status is { Phase: Phase.Up, Healthy: true, Paused: false } && Variables() is var now
        && now.Count == _launched.Count && now.All(pair => _launched.TryGetValue(pair.Key, out var value) && value == pair.Value);

    public Task<ReplicaStatus> WaitAsync(Func<ReplicaStatus, bool> fits, CancellationToken cancellationToken) =>
        _status.WaitAsync(fits, cancellationToken);

    public void Await() => _status.Set(s => s.Phase is Phase.NotStarted ? s with { Phase = Phase.Waiting } : s);

    public Task StartAsync(CancellationToken cancellationToken) => CommandAsync(
        async () =>
        {
            if (_process is null)
            {
                _status.Set(s => s with { EndsWithoutHealth = 0 });
                await LaunchAsync(cancellationToken);
            }
        },
        cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => CommandAsync(EndAsync, cancellationToken);

    public Task RestartAsync(CancellationToken cancellationToken) => CommandAsync(
        async () =>
        {
            await EndAsync();
            await LaunchAsync(cancellationToken);
        },
        cancellationToken);

    /// <summary>Restarts it inside the quota.</summary>
    public Task LimitAsync(double? cpus, long? memoryBytes, CancellationToken cancellationToken) => CommandAsync(
        async () =>
        {
            var quota = _supervision.Control.Limits.Prepare(Id, cpus, memoryBytes);
            _supervision.GuardLimits();
            await EndAsync();
            _quota = quota;
            await LaunchAsync(cancellationToken);
        },
        cancellationToken);

    public Task KillAsync(CancellationToken cancellationToken) => CommandAsync(
        async () =>
        {
            await Running("kill").KillAsync();
            await _life;
        },
        cancellationToken);

    public Task PauseAsync(CancellationToken cancellationToken) => CommandAsync(
        async () =>
        {
            await _supervision.Control.PauseAsync(Running("pause").Pid, cancellationToken);
            _status.Set(s => s with { Paused = s.Phase is Phase.Up });
        },
        cancellationToken);

    public Task ResumeAsync(CancellationToken cancellationToken) => CommandAsync(
        () =>
        {
            _supervision.Control.Resume(Running("resume").Pid);
            _status.Set(s => s with { Paused = false });
            return Task.CompletedTask;
        },
        cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (!_closing.IsCancellationRequested)
        {
            await _closing.CancelAsync();
            await StopAsync(CancellationToken.None);
            await _restart;
        }
    }

    private Dictionary<string, string?> Variables() => RunningResource.Over(_plan.Launch.Environment, _overrides());

    private async Task CommandAsync(Func<Task> command, CancellationToken cancellationToken)
    {
        await _oneCommand.WaitAsync(cancellationToken);
        try
        {
            await command();
        }
        finally
        {
            _oneCommand.Release();
        }
    }

    private ChildProcess Running(string command) => _process is { Exited.IsCompleted: false } process ? process : throw ReplicaActions.NoProcess(command, Id, Status.State);

    private async Task LaunchAsync(CancellationToken cancellationToken)
    {
        _wanted = true;
        try
        {
            if (_plan.Recipe is { } recipe)
            {
                await recipe.PrepareAsync(cancellationToken);
            }

            var variables = Variables();
            _process = _supervision.Start(_plan.Launch with { Environment = variables, Entrance = _quota.Entrance });
            _launched = variables;
        }
        catch (Exception e) when (e is LabException or System.ComponentModel.Win32Exception or IOException)
        {
            _status.Set(s => s with { Phase = Phase.Failed, Reason = $"'{Id}' could not be started: {e.Message}" });
            return;
        }

        var pid = _process.Pid;
        _status.Set(s => s with { Phase = Phase.Up, Pid = pid, Paused = false, Healthy = _plan.Probe is null, WasHealthy = _plan.Probe is null });
        _life = LiveAsync(_process);
    }

    private async Task EndAsync()
    {
        _wanted = false;
        _status.Set(s => s with { EndsWithoutHealth = 0 });
        if (_process is { } process)
        {
            await process.EndAsync(_plan.Recipe?.End ?? EndSignal.Terminate, _plan.IsDriver && !_closing.IsCancellationRequested ? DriverGrace : ChildProcess.Grace);
            await _life;
        }
        else
        {
            _status.Set(s => s with { Phase = s.Phase is Phase.Finished ? Phase.Finished : Phase.Stopped });
        }
    }

    private async Task LiveAsync(ChildProcess process)
    {
        using var ended = new CancellationTokenSource();
        var probing = _plan.Probe is { } probe ? new HealthWatch(probe, _status, _supervision.Time).RunAsync(ended.Token) : Task.CompletedTask;
        var exitCode = await process.Exited;
        await ended.CancelAsync();
        await probing;
        _process = null;
        var done = _plan.IsDriver || (_wanted && _plan.IsJob && exitCode == 0);
        _status.Set(s => s with
        {
            Phase = done ? Phase.Finished : _wanted ? Phase.Exited : Phase.Stopped,
            Pid = null,
            Paused = false,
            Healthy = false,
            ExitCode = exitCode,
            EndsWithoutHealth = s.WasHealthy ? 0 : s.EndsWithoutHealth + 1,
        });
        if (_wanted && !done)
        {
            _restart = RestartLaterAsync(exitCode);
        }
    }

    private async Task RestartLaterAsync(int exitCode)
    {
        if (RestartPolicy.Pause(Status.EndsWithoutHealth) is not { } pause)
        {
            _status.Set(s => s with
            {
                Phase = Phase.Failed,
                Reason = $"'{Id}' ended {s.EndsWithoutHealth} times without becoming healthy, last with exit code {exitCode}. "
                    + $"See {_plan.Launch.LogFile}, mend it, then POST /v1/replicas/{Id}/start",
            });
            return;
        }

        await _supervision.PauseAsync(pause, _closing.Token);
        await CommandAsync(
            async () =>
            {
                // A command may have stopped or started it meanwhile.
                if (_wanted && _process is null)
                {
                    _status.Set(s => s with { Restarts = s.Restarts + 1 });
                    await LaunchAsync(_closing.Token);
                }
            },
            CancellationToken.None);
    }
}
