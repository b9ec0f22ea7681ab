using Lab.Control.Processes;
using Lab.Control.Replicas;

namespace Lab.Hosting.Running;

/// <summary>What all replicas share: the system, the guard, the clock, and whom to tell.</summary>
internal sealed record Supervision
{
    public required IProcessControl Control { get; init; }

    public required IGuard Guard { get; init; }

    public required TimeProvider Time { get; init; }

    /// <summary>Told of every change: replica, before, after.</summary>
    public required Action<string, ReplicaStatus, ReplicaStatus> Report { get; init; }

    public ChildProcess Start(Launch launch) => ChildProcess.Start(Control, Guard, Time, launch);

    /// <summary>Quota groups must not outlive the host either.</summary>
    public void GuardLimits()
    {
        if (Guard is ShellGuard guard)
        {
            Control.Limits.Folders.ToList().ForEach(guard.RemoveGroupAtEnd);
        }
    }

    /// <summary>Waits, or returns early when cancelled.</summary>
    public async Task PauseAsync(TimeSpan pause, CancellationToken cancellationToken) =>
        await Task.Delay(pause, Time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
