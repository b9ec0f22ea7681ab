namespace Lab.Chaos.Break.Probes;

/// <summary>
/// Asks a probe again and again in the background until it is over. It goes on after a failure, so that the result says how many of how many failed; only
/// a probe that stops the experiment stops itself.
/// </summary>
internal sealed class ProbeLoop : IAsyncDisposable
{
    private readonly CancellationTokenSource _over;
    private readonly CancellationTokenSource _cut;
    private readonly Task _loop;

    /// <param name="state">Receives what it sees.</param>
    /// <param name="ask">One evaluation; must not throw but on the second token.</param>
    /// <param name="time">Clock.</param>
    /// <param name="longest">After which it is over by itself; null for until it is ended.</param>
    /// <param name="cancellationToken">Cuts off at once.</param>
    public ProbeLoop(
        ProbeState state,
        Func<ProbeState, CancellationToken, CancellationToken, Task> ask,
        TimeProvider time,
        TimeSpan? longest,
        CancellationToken cancellationToken)
    {
        _cut = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _over = longest is { } limit ? new CancellationTokenSource(limit, time) : new CancellationTokenSource();
        _loop = RunAsync(state, ask, time);
    }

    /// <summary>No new evaluation begins; one under way ends at its own time-out.</summary>
    public async Task EndAsync()
    {
        await _over.CancelAsync();
        await _loop;
    }

    /// <summary>Cuts off at once.</summary>
    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _cut.CancelAsync();
        await _loop;
    }

    private async Task RunAsync(ProbeState state, Func<ProbeState, CancellationToken, CancellationToken, Task> ask, TimeProvider time)
    {
        var pace = state.Probe.Pace;
        try
        {
            var due = await time.PauseAsync(pace.InitialDelay, _over.Token, _cut.Token);
            while (due && !_over.IsCancellationRequested && !state.Status.Stopped)
            {
                await ask(state, _over.Token, _cut.Token);
                due = await time.PauseAsync(pace.PollingInterval, _over.Token, _cut.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // Cut off: what it was about to see is not known.
        }
    }
}
