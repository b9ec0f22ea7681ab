namespace Lab.Chaos.Break.Probes;

/// <summary>Waits between questions.</summary>
internal static class ProbePauses
{
    /// <summary>Whether it waited to the end; false when it is over before, which is no failure.</summary>
    public static async Task<bool> PauseAsync(this TimeProvider time, TimeSpan pause, CancellationToken over, CancellationToken cancellationToken)
    {
        if (over.IsCancellationRequested)
        {
            return false;
        }

        if (pause <= TimeSpan.Zero)
        {
            return true;
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(over, cancellationToken);
        try
        {
            await Task.Delay(pause, time, either.Token);
            return true;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
