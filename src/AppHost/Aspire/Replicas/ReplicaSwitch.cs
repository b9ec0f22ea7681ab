using Lab.Control.Processes;
using Lab.Control.Replicas;

namespace Lab.AppHost.Aspire.Replicas;

/// <summary>Turns a replica on and off; what comes of it, Aspire's notifications tell.</summary>
internal sealed class ReplicaSwitch(ReplicaLife life, ReplicaSystem system)
{
    public async Task OnAsync(CancellationToken cancellationToken)
    {
        life.Status.Set(s => s with { Phase = Phase.Up, Healthy = false, WasHealthy = false, Paused = false });
        var result = await CommandAsync(KnownResourceCommands.StartCommand, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        if (!result.Success)
        {
            life.Status.Set(s => s with { Phase = Phase.Failed, Reason = $"'{life.Id}' could not be started: {result.Message}" });
        }
    }

    /// <summary>Done when it has ended; it is not started again.</summary>
    public async Task OffAsync(CancellationToken cancellationToken)
    {
        life.Wanted = false;
        life.Status.Set(s => s with { EndsWithoutHealth = 0 });
        if (life.Launcher is null)
        {
            life.Status.Set(s => s with { Phase = s.Phase is Phase.Finished ? Phase.Finished : Phase.Stopped });
            return;
        }

        // By signal and not by DCP's stop, which has one signal for all: PostgreSQL would wait until its last client has left.
        if (life.Status.Value.Pid is { } pid)
        {
            system.Control.AskToEnd(pid, (life.Resource as LocalServerResource)?.Recipe.End ?? EndSignal.Terminate);
            await system.GoneAsync(pid, ChildProcess.Grace, cancellationToken);
            system.Control.Kill(pid);
        }
        else if (life.Status.Value.Phase is Phase.Up)
        {
            await CommandAsync(KnownResourceCommands.StopCommand, cancellationToken);
        }

        await life.Status.WaitAsync(s => s.Phase is Phase.Stopped or Phase.Finished or Phase.Failed, cancellationToken);
    }

    private async Task<ExecuteCommandResult> CommandAsync(string command, CancellationToken cancellationToken) =>
        await system.Commands.ExecuteCommandAsync(await life.InstanceAsync(cancellationToken), command, cancellationToken);
}
