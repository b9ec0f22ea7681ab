using Lab.Control.Replicas;

namespace Lab.AppHost.Aspire.Replicas;

/// <summary>Starts a replica again that ended though nobody asked for it, as a pod's restart policy does; DCP leaves it down.</summary>
internal sealed class AutoRestart(ReplicaLife life, ReplicaSwitch power, OneAtATime commands, ReplicaSystem system)
{
    /// <summary>Called once for each such end; returns at once.</summary>
    public void Begin(int? exitCode) => _ = RestartLaterAsync(exitCode);

    private async Task RestartLaterAsync(int? exitCode)
    {
        if (RestartPolicy.Pause(life.Status.Value.EndsWithoutHealth) is not { } pause)
        {
            life.Status.Set(s => s with
            {
                Phase = Phase.Failed,
                Reason = $"'{life.Id}' ended {s.EndsWithoutHealth} times without becoming healthy, last with exit code {exitCode}. "
                    + $"See its log, mend it, then POST /v1/replicas/{life.Id}/start",
            });
            return;
        }

        await Task.Delay(pause, system.Time, system.Ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (system.Ended.IsCancellationRequested)
        {
            return;
        }

        await commands.RunAsync(
            async () =>
            {
                // A command may have stopped or started it meanwhile.
                if (life is { Wanted: true, Launcher: null })
                {
                    life.Status.Set(s => s with { Restarts = s.Restarts + 1 });
                    await power.OnAsync(system.Ended);
                }
            },
            CancellationToken.None);
    }
}
