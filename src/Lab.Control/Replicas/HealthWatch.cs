namespace Lab.Control.Replicas;

/// <summary>Asks one process for its health from its start to its end, and keeps the answer in its status: the loop that obeys <see cref="HealthPolicy"/>.</summary>
internal sealed class HealthWatch(Func<CancellationToken, Task<bool>> probe, Watched<ReplicaStatus> status, TimeProvider time)
{
    public async Task RunAsync(CancellationToken ended)
    {
        var failures = 0;
        while (!ended.IsCancellationRequested)
        {
            failures = await AnswersWellAsync(ended) ? 0 : failures + 1;
            var healthy = HealthPolicy.IsHealthy(status.Value.Healthy, failures);
            if (healthy != status.Value.Healthy && !ended.IsCancellationRequested)
            {
                status.Set(s => s with { Healthy = healthy, WasHealthy = s.WasHealthy || healthy });
            }

            await Task.Delay(HealthPolicy.Pause(healthy), time, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // No answer in time is a bad answer.
    private async Task<bool> AnswersWellAsync(CancellationToken ended)
    {
        using var timeout = new CancellationTokenSource(HealthPolicy.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, ended);
        try
        {
            return await probe(either.Token);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
