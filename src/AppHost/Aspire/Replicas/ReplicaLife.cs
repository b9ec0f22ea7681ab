using Lab.Contracts;
using Lab.Control.Replicas;

namespace Lab.AppHost.Aspire.Replicas;

/// <summary>
/// What a replica is now, from one process to the next. Aspire tells of the launcher; what is below it, the lab finds out:
/// <code>launcher -> into the quota -> service below it -> probe -> healthy ... ended -> (unasked) -> the next launcher</code>
/// </summary>
internal sealed class ReplicaLife(string id, IResource resource, ReplicaSystem system) : IDisposable
{
    private readonly TaskCompletionSource<string> _instance = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationTokenSource? _untilEnd;
    private int? _lastLauncher;

    /// <summary>Called with the exit code when the process ended though nobody asked for it and its work is not done.</summary>
    public Action<int?> EndedUnasked { private get; set; } = _ => { };

    public string Id { get; } = id;

    public IResource Resource { get; } = resource;

    public ServiceProcess Service { get; } = new(resource, system);

    public Watched<ReplicaStatus> Status { get; } =
        new(new ReplicaStatus { Phase = AspireModel.IsExplicit(resource) ? Phase.NotStarted : Phase.Waiting });

    /// <summary>Process id of what Aspire started; null while nothing runs.</summary>
    public int? Launcher { get; private set; }

    /// <summary>Its own address, past the proxy.</summary>
    public Uri? Address { get; private set; }

    /// <summary>False once somebody asked for its end.</summary>
    public bool Wanted { get; set; }

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
            Status.Set(s => s with { Phase = Phase.Waiting });
        }
        else if (state == KnownResourceStates.Stopping)
        {
            // From the dashboard too: what a user stops is not started again.
            Wanted = false;
        }
        else if (state == KnownResourceStates.NotStarted && AspireModel.IsExplicit(Resource))
        {
            Status.Set(s => s with { Phase = Phase.NotStarted });
        }
        else if (state == KnownResourceStates.Running)
        {
            Address = Snapshots.OwnAddress(snapshot) ?? Address;
        }
    }

    public void Dispose() => _untilEnd?.Dispose();

    private void Began(int launcher, CustomResourceSnapshot snapshot)
    {
        _untilEnd?.Cancel();
        Wanted = true;
        Launcher = _lastLauncher = launcher;
        Address = Snapshots.OwnAddress(snapshot) ?? Address;
        Status.Set(s => s with { Phase = Phase.Up, Pid = null, Paused = false, Healthy = false, WasHealthy = false });
        _untilEnd = CancellationTokenSource.CreateLinkedTokenSource(system.Ended);
        _ = LiveAsync(launcher, _untilEnd.Token);
    }

    private async Task LiveAsync(int launcher, CancellationToken ended)
    {
        try
        {
            Service.EnterQuota(launcher);
            var pid = await Service.FindAsync(launcher, ended);
            var probe = Service.Probe(Address);
            Status.Set(s => s with { Pid = pid, Healthy = probe is null, WasHealthy = probe is null });
            if (probe is not null)
            {
                await new HealthWatch(probe, Status, system.Time).RunAsync(ended);
            }
        }
        catch (OperationCanceledException)
        {
            // It ended before its service had begun.
        }
        catch (LabException e)
        {
            Status.Set(s => s with { Phase = Phase.Failed, Reason = e.Message });
        }
    }

    private void Ended(CustomResourceSnapshot snapshot)
    {
        if (Launcher is null)
        {
            if (snapshot.State?.Text == KnownResourceStates.FailedToStart)
            {
                Status.Set(s => s with { Phase = Phase.Failed, Reason = $"'{Id}' could not be started. See its log." });
            }

            return;
        }

        _untilEnd?.Cancel();
        Launcher = null;
        var wanted = Wanted;
        var done = AspireModel.IsDriver(Resource) || (wanted && AspireModel.IsJob(Resource) && snapshot.ExitCode == 0);
        Status.Set(s => s with
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
            EndedUnasked(snapshot.ExitCode);
        }
    }
}
