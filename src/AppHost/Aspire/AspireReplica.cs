using Lab.AppHost.Aspire.Commands;
using Lab.Contracts;
using Lab.Contracts.Control;
using Lab.Control.Api;
using Lab.Control.Processes;
using Lab.Control.Replicas;

namespace Lab.AppHost.Aspire;

/// <summary>
/// One replica over all its restarts. Aspire's notifications say what is; commands come one at a time and only begin a change:
/// <code>kill: SIGKILL -> DCP: Finished -> restart policy: "start" -> DCP: Running, new pid -> service below it -> probe -> healthy</code>
/// </summary>
internal sealed class AspireReplica(string id, IResource resource, ReplicaSystem system) : IDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10);

    // A service that began before its launcher had been moved into the quota is started again; that often is bad luck, more is a fault.
    private const int QuotaAttempts = 4;

    private readonly SemaphoreSlim _oneCommand = new(1);
    private readonly Watched<ReplicaStatus> _status = new(new ReplicaStatus { Phase = IsExplicit(resource) ? Phase.NotStarted : Phase.Waiting });
    private readonly TaskCompletionSource<string> _instance = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationTokenSource? _life;
    private Quota _quota = Quota.None;
    private Uri? _address;
    private int? _launcher;
    private int? _lastLauncher;
    private bool _startedInside = true;
    private bool _wanted;

    public string Id { get; } = id;

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
                Endpoint = (resource as LocalServerResource)?.Recipe.Address ?? _address,
                Restarts = status.Restarts,
            };
        }
    }

    private bool IsDriver => IsJob && IsExplicit(resource);

    // Aspire shows others as not started for a moment too, but their turn comes without anybody's doing.
    private static bool IsExplicit(IResource resource) => resource.Annotations.OfType<ExplicitStartupAnnotation>().Any();

    private bool IsJob => !resource.Annotations.OfType<EndpointAnnotation>().Any();

    /// <summary>Aspire's own name of it, once it is known.</summary>
    public Task<string> InstanceAsync(CancellationToken cancellationToken) => _instance.Task.WaitAsync(cancellationToken);

    /// <summary>Takes in what Aspire says; called by one loop, in order.</summary>
    public void Observe(string instance, CustomResourceSnapshot snapshot)
    {
        _instance.TrySetResult(instance);
        var state = snapshot.State?.Text;
        if (Snapshots.HasEnded(state))
        {
            Ended(snapshot);
        }
        else if (Snapshots.Launcher(snapshot) is { } pid && pid != _lastLauncher && state is "Starting" or "Running")
        {
            Began(pid, snapshot);
        }
        else if (state == KnownResourceStates.Waiting)
        {
            _status.Set(s => s with { Phase = Phase.Waiting });
        }
        else if (state == KnownResourceStates.Stopping)
        {
            // From the dashboard too: what a user stops is not started again.
            _wanted = false;
        }
        else if (state == KnownResourceStates.NotStarted && IsExplicit(resource))
        {
            _status.Set(s => s with { Phase = Phase.NotStarted });
        }
        else if (state == KnownResourceStates.Running)
        {
            _address = Snapshots.OwnAddress(snapshot) ?? _address;
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => CommandAsync(
        async () =>
        {
            if (_launcher is null)
            {
                await LaunchAsync(cancellationToken);
            }
        },
        cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => CommandAsync(() => EndAsync(cancellationToken), cancellationToken);

    public Task RestartAsync(CancellationToken cancellationToken) => CommandAsync(
        async () =>
        {
            await EndAsync(cancellationToken);
            await LaunchAsync(cancellationToken);
        },
        cancellationToken);

    public Task KillAsync(CancellationToken cancellationToken) => CommandAsync(
        async () =>
        {
            var pid = Running("kill");
            system.Control.Kill(pid);
            await GoneAsync(pid, Timeout.InfiniteTimeSpan, cancellationToken);

            // Answered now: DCP notices up to half a second later, and what follows an end begins only then.
            DiagnosticFiles.RemoveOf(pid);
            _status.Set(s => s.Pid == pid ? s with { Phase = Phase.Exited, Pid = null, Paused = false, Healthy = false } : s);
        },
        cancellationToken);

    public Task PauseAsync(CancellationToken cancellationToken) => CommandAsync(
        async () =>
        {
            await system.Control.PauseAsync(Running("pause"), cancellationToken);
            _status.Set(s => s with { Paused = s.Phase is Phase.Up });
            await ShowAsync(snapshot => snapshot.WithPaused(true), cancellationToken);
        },
        cancellationToken);

    public Task ResumeAsync(CancellationToken cancellationToken) => CommandAsync(
        async () =>
        {
            system.Control.Resume(Running("resume"));
            _status.Set(s => s with { Paused = false });
            await ShowAsync(snapshot => snapshot.WithPaused(false), cancellationToken);
        },
        cancellationToken);

    /// <summary>Restarts it inside the quota; done when it is healthy there.</summary>
    public Task LimitAsync(double? cpus, long? memoryBytes, CancellationToken cancellationToken) => CommandAsync(
        async () =>
        {
            var quota = system.Control.Limits.Prepare(Id, cpus, memoryBytes);
            system.GuardLimits();
            for (var attempt = 1; ; attempt++)
            {
                await EndAsync(cancellationToken);
                _quota = quota;
                await LaunchAsync(cancellationToken);
                await HealthyAsync(cancellationToken);
                if (Status.Pid is { } pid && _startedInside && quota.Holds(pid))
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
        var status = await _status.WaitAsync(s => s.Phase is Phase.Failed or Phase.Finished || s is { Phase: Phase.Up, Healthy: true, Pid: not null }, cancellationToken);
        if (status.Phase is Phase.Failed)
        {
            throw new LabException(status.Reason ?? $"'{Id}' failed.");
        }
    }

    /// <summary>Stops following it; the process is Aspire's to end.</summary>
    public void Dispose()
    {
        _life?.Dispose();
        _oneCommand.Dispose();
    }

    // In the dashboard; whatever caused it, a click or a fault of an experiment.
    private async Task ShowAsync(Func<CustomResourceSnapshot, CustomResourceSnapshot> change, CancellationToken cancellationToken) =>
        await system.Notifications.PublishUpdateAsync(resource, await InstanceAsync(cancellationToken), change);

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

    private async Task GoneAsync(int pid, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(patience, system.Time);
        while (system.Control.IsAlive(pid) && !limit.IsCancellationRequested)
        {
            await Task.Delay(Look, system.Time, cancellationToken);
        }
    }

    private int Running(string command) => Status.Pid ?? throw (resource is ContainerResource
        ? new LabException($"Cannot {command} '{Id}': it runs in a container. Do it there, for example: docker {command} $(docker ps -qf name={Id})")
        : ReplicaActions.NoProcess(command, Id, Status.State));

    private async Task LaunchAsync(CancellationToken cancellationToken)
    {
        _status.Set(s => s with { Phase = Phase.Up, Healthy = false, WasHealthy = false, Paused = false });
        var result = await system.Commands.ExecuteCommandAsync(await InstanceAsync(cancellationToken), KnownResourceCommands.StartCommand, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        if (!result.Success)
        {
            _status.Set(s => s with { Phase = Phase.Failed, Reason = $"'{Id}' could not be started: {result.Message}" });
        }
    }

    private async Task EndAsync(CancellationToken cancellationToken)
    {
        _wanted = false;
        _status.Set(s => s with { EndsWithoutHealth = 0 });
        if (_launcher is null)
        {
            _status.Set(s => s with { Phase = s.Phase is Phase.Finished ? Phase.Finished : Phase.Stopped });
            return;
        }

        // By signal and not by DCP's stop, which has one signal for all: PostgreSQL would wait until its last client has left.
        if (Status.Pid is { } pid)
        {
            system.Control.AskToEnd(pid, (resource as LocalServerResource)?.Recipe.End ?? EndSignal.Terminate);
            await GoneAsync(pid, ChildProcess.Grace, cancellationToken);
            system.Control.Kill(pid);
        }
        else if (Status.Phase is Phase.Up)
        {
            await system.Commands.ExecuteCommandAsync(await InstanceAsync(cancellationToken), KnownResourceCommands.StopCommand, cancellationToken);
        }

        await _status.WaitAsync(s => s.Phase is Phase.Stopped or Phase.Finished or Phase.Failed, cancellationToken);
    }

    private void Began(int launcher, CustomResourceSnapshot snapshot)
    {
        _life?.Cancel();
        _wanted = true;
        _launcher = _lastLauncher = launcher;
        _address = Snapshots.OwnAddress(snapshot) ?? _address;
        _status.Set(s => s with { Phase = Phase.Up, Pid = null, Paused = false, Healthy = false, WasHealthy = false });
        _life = CancellationTokenSource.CreateLinkedTokenSource(system.Ended);
        _ = LiveAsync(launcher, _life.Token);
    }

    private async Task LiveAsync(int launcher, CancellationToken ended)
    {
        try
        {
            EnterQuota(launcher);
            var pid = await ServiceAsync(launcher, ended);
            _status.Set(s => s with { Pid = pid, Healthy = Probe() is null, WasHealthy = Probe() is null });
            if (Probe() is { } probe)
            {
                await new HealthWatch(probe, _status, system.Time).RunAsync(ended);
            }
        }
        catch (OperationCanceledException)
        {
            // It ended before its service had begun.
        }
        catch (LabException e)
        {
            _status.Set(s => s with { Phase = Phase.Failed, Reason = e.Message });
        }
    }

    // Children inherit the group, so the launcher goes in before it starts the service: .NET counts its processors only then.
    private void EnterQuota(int launcher)
    {
        _quota.Enter(launcher);
        _startedInside = resource is not ProjectResource || Service(launcher) is null;
    }

    private int? Service(int launcher) => resource.Annotations.OfType<IProjectMetadata>().FirstOrDefault() is { } project
        ? system.Control.ServiceBelow(launcher, Path.GetDirectoryName(project.ProjectPath)!)
        : launcher;

    private async Task<int> ServiceAsync(int launcher, CancellationToken ended)
    {
        while (true)
        {
            if (Service(launcher) is { } pid)
            {
                return pid;
            }

            await Task.Delay(Look, system.Time, ended);
        }
    }

    private Func<CancellationToken, Task<bool>>? Probe() => resource switch
    {
        LocalServerResource server => server.Recipe.AnswersAsync,
        _ when _address is { } address && AspireModel.HttpCheck(resource) is var (path, status) => system.Probes.For(new Uri(address, path), status),
        _ => null,
    };

    private void Ended(CustomResourceSnapshot snapshot)
    {
        if (_launcher is null)
        {
            if (snapshot.State?.Text == KnownResourceStates.FailedToStart)
            {
                _status.Set(s => s with { Phase = Phase.Failed, Reason = $"'{Id}' could not be started. See its log." });
            }

            return;
        }

        _life?.Cancel();
        _launcher = null;
        var wanted = _wanted;
        var done = IsDriver || (wanted && IsJob && snapshot.ExitCode == 0);
        _status.Set(s => s with
        {
            Phase = done ? Phase.Finished : wanted ? Phase.Exited : Phase.Stopped,
            Pid = null,
            Paused = false,
            Healthy = false,
            ExitCode = snapshot.ExitCode,
            EndsWithoutHealth = s.WasHealthy ? 0 : s.EndsWithoutHealth + 1,
        });
        if (wanted && !done)
        {
            _ = RestartLaterAsync(snapshot.ExitCode);
        }
    }

    private async Task RestartLaterAsync(int? exitCode)
    {
        if (RestartPolicy.Pause(Status.EndsWithoutHealth) is not { } pause)
        {
            _status.Set(s => s with
            {
                Phase = Phase.Failed,
                Reason = $"'{Id}' ended {s.EndsWithoutHealth} times without becoming healthy, last with exit code {exitCode}. "
                    + $"See its log, mend it, then POST /v1/replicas/{Id}/start",
            });
            return;
        }

        await Task.Delay(pause, system.Time, system.Ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (system.Ended.IsCancellationRequested)
        {
            return;
        }

        await CommandAsync(
            async () =>
            {
                // A command may have stopped or started it meanwhile.
                if (_wanted && _launcher is null)
                {
                    _status.Set(s => s with { Restarts = s.Restarts + 1 });
                    await LaunchAsync(system.Ended);
                }
            },
            CancellationToken.None);
    }
}
