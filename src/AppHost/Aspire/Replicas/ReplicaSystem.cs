using Lab.Control.Processes;
using Lab.Control.Replicas;

namespace Lab.AppHost.Aspire.Replicas;

/// <summary>What all replicas share: the system, Aspire's commands, the guard, the clock.</summary>
internal sealed record ReplicaSystem
{
    /// <summary>Between two looks at a process that comes or goes.</summary>
    public static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10);

    public required IProcessControl Control { get; init; }

    public required ResourceCommandService Commands { get; init; }

    public required ResourceNotificationService Notifications { get; init; }

    public required IGuard Guard { get; init; }

    public required TimeProvider Time { get; init; }

    public required HttpProbes Probes { get; init; }

    /// <summary>Cancelled when the host stops: nothing is started again after that.</summary>
    public required CancellationToken Ended { get; init; }

    /// <summary>Quota groups must not outlive the host.</summary>
    public void GuardLimits()
    {
        if (Guard is ShellGuard guard)
        {
            Control.Limits.Folders.ToList().ForEach(guard.RemoveGroupAtEnd);
        }
    }

    /// <summary>Waits until a process is gone, at most as long as patience lasts.</summary>
    public async Task GoneAsync(int pid, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(patience, Time);
        while (Control.IsAlive(pid) && !limit.IsCancellationRequested)
        {
            await Task.Delay(Look, Time, cancellationToken);
        }
    }
}
