namespace Lab.Chaos.Stress;

/// <summary>
/// The open model: each request goes at its own time, whatever became of those before it. It has a thread to itself, because a
/// thread pool that is busy with replies would be late exactly when the system is slow, and so hide what it does to users.
/// </summary>
internal static class Pacer
{
    // Time for the thread to start; the first request would be late otherwise.
    private const long LeadNanoseconds = 5_000_000;

    /// <param name="exchanges">In order of their offsets.</param>
    /// <param name="time">The machine's clock.</param>
    /// <param name="sent">Called with the index of each, right after it was sent; must not block.</param>
    /// <param name="cancellationToken">Stops before the next one.</param>
    public static Task SendAsync(
        IReadOnlyList<Exchange> exchanges, TimeProvider time, Action<int> sent, CancellationToken cancellationToken)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() =>
        {
            try
            {
                RealTimePriority.Take();
                Send(exchanges, time, sent, cancellationToken);
                done.SetResult();
            }
            catch (OperationCanceledException)
            {
                done.SetCanceled(cancellationToken);
            }
            catch (Exception failure)   // the edge of a thread: whoever awaits it decides
            {
                done.SetException(failure);
            }
        })
        { IsBackground = true, Name = "volley pacer" }.Start();
        return done.Task;
    }

    private static void Send(
        IReadOnlyList<Exchange> exchanges, TimeProvider time, Action<int> sent, CancellationToken cancellationToken)
    {
        var start = time.Nanoseconds() + LeadNanoseconds;
        for (var n = 0; n < exchanges.Count; n++)
        {
            exchanges[n].Scheduled = start + exchanges[n].Request.Offset.ToNanoseconds();
            PreciseSleep.Until(exchanges[n].Scheduled, time, cancellationToken);
            exchanges[n].SendRest(time);
            sent(n);
        }
    }
}
