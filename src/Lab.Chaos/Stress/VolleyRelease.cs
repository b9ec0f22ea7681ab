namespace Lab.Chaos.Stress;

/// <summary>
/// Lets go of all staged requests in the tightest loop there is: one thread per core, so that for the length of the release the
/// server finds no core to run on and then sees the whole volley at once.
/// </summary>
/// <remarks>
/// Tried on two cores against Kestrel, spread of 200 at the first middleware: one thread 2.8 ms; two threads 1.5 to 2.0 ms; two at nice -20
/// 1.0 to 1.3 ms; two with real-time priority 0.7 to 1.0 ms; four threads on two cores, raw <c>send</c> calls and reading later gain nothing.
/// </remarks>
internal static class VolleyRelease
{
    // Past eight, sends wait for each other inside the kernel, and a large machine has cores to spare for the server anyway.
    private const int MostThreads = 8;

    /// <summary>Completes when the last byte of the last exchange has been handed to the operating system.</summary>
    public static Task ReleaseAsync(IReadOnlyList<Exchange> exchanges, TimeProvider time)
    {
        var threads = Math.Clamp(Environment.ProcessorCount, 1, Math.Min(MostThreads, exchanges.Count));
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var left = threads;
        var released = 0L;
        var barrier = new Barrier(threads, _ => released = time.Nanoseconds());
        for (var thread = 0; thread < threads; thread++)
        {
            var first = thread;
            new Thread(() =>
            {
                RealTimePriority.Take();
                barrier.SignalAndWait();
                for (var n = first; n < exchanges.Count; n += threads)
                {
                    exchanges[n].Scheduled = released;
                    exchanges[n].SendRest(time);
                }

                if (Interlocked.Decrement(ref left) == 0)
                {
                    barrier.Dispose();
                    done.SetResult();
                }
            })
            { IsBackground = true, Name = "volley release" }.Start();
        }

        return done.Task;
    }
}
