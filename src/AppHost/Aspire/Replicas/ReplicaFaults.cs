using Lab.AppHost.Aspire.Commands;
using Lab.Contracts;
using Lab.Control.Api;
using Lab.Control.Processes;
using Lab.Control.Replicas;

namespace Lab.AppHost.Aspire.Replicas;

/// <summary>What a signal does to a replica: the service process gets it, never the wrapper that started it.</summary>
internal sealed class ReplicaFaults(ReplicaLife life, ReplicaSystem system)
{
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        var pid = Running("kill");
        system.Control.Kill(pid);
        await system.GoneAsync(pid, Timeout.InfiniteTimeSpan, cancellationToken);

        // Answered now: DCP notices up to half a second later, and what follows an end begins only then.
        DiagnosticFiles.RemoveOf(pid);
        life.Status.Set(s => s.Pid == pid ? s with { Phase = Phase.Exited, Pid = null, Paused = false, Healthy = false } : s);
    }

    public async Task PauseAsync(CancellationToken cancellationToken)
    {
        await system.Control.PauseAsync(Running("pause"), cancellationToken);
        life.Status.Set(s => s with { Paused = s.Phase is Phase.Up });
        await ShowAsync(snapshot => snapshot.WithPaused(true), cancellationToken);
    }

    public async Task ResumeAsync(CancellationToken cancellationToken)
    {
        system.Control.Resume(Running("resume"));
        life.Status.Set(s => s with { Paused = false });
        await ShowAsync(snapshot => snapshot.WithPaused(false), cancellationToken);
    }

    private int Running(string command) => life.Status.Value.Pid ?? throw (life.Resource is ContainerResource
        ? new LabException($"Cannot {command} '{life.Id}': it runs in a container. Do it there, for example: docker {command} $(docker ps -qf name={life.Id})")
        : ReplicaActions.NoProcess(command, life.Id, life.Status.Value.State));

    // In the dashboard; whatever caused it, a click or a fault of an experiment.
    private async Task ShowAsync(Func<CustomResourceSnapshot, CustomResourceSnapshot> change, CancellationToken cancellationToken) =>
        await system.Notifications.PublishUpdateAsync(life.Resource, await life.InstanceAsync(cancellationToken), change);
}
