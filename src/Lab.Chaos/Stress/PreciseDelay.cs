namespace Lab.Chaos.Stress;

/// <summary>
/// Delays that keep fractions of a millisecond: one thread sleeps until the earliest deadline of a heap. A latency of 0.4 ms asked
/// for and 1.1 ms served would widen the very window that is being measured.
/// </summary>
/// <remarks>
/// On systems without a fine sleep, and on a clock that is not the machine's, it is <see cref="Task.Delay(TimeSpan, TimeProvider)"/>.
/// </remarks>
internal sealed class PreciseDelay : IDisposable
{
    // A delay that becomes the earliest while the thread naps is late by this much at most.
    private const long LongestNapNanoseconds = 200_000;

    private readonly TimeProvider _time;
    private readonly object _gate = new();   // not a Lock: its thread waits on it
    private readonly PriorityQueue<TaskCompletionSource, long> _waiting = new();
    private bool _disposed;

    public PreciseDelay(TimeProvider time)
    {
        _time = time;
        if (IsPrecise)
        {
            new Thread(Run) { IsBackground = true, Name = "precise delay" }.Start();
        }
    }

    private bool IsPrecise => PreciseSleep.IsSupported && _time == TimeProvider.System;

    public async Task DelayAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        if (duration <= TimeSpan.Zero)
        {
            return;
        }

        if (!IsPrecise)
        {
            await Task.Delay(duration, _time, cancellationToken);
            return;
        }

        var elapsed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Enqueue(elapsed, _time.Nanoseconds() + duration.ToNanoseconds());
        await using var cancelled = cancellationToken.Register(() => elapsed.TrySetCanceled(cancellationToken));
        await elapsed.Task;
    }

    /// <summary>Ends the thread; delays still waiting are cancelled.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            Monitor.Pulse(_gate);
        }
    }

    private void Enqueue(TaskCompletionSource elapsed, long due)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            _waiting.Enqueue(elapsed, due);
            if (_waiting.Peek() == elapsed)
            {
                Monitor.Pulse(_gate);
            }
        }
    }

    private void Run()
    {
        while (Next() is { } left)
        {
            if (left > 0)
            {
                PreciseSleep.Nap(Math.Min(left, LongestNapNanoseconds));
            }
        }
    }

    /// <summary>Completes what is due and waits out the coarse part; returns the time left to nap, ns, or null when disposed.</summary>
    private long? Next()
    {
        lock (_gate)
        {
            if (_disposed)
            {
                CancelAll();
                return null;
            }

            if (!_waiting.TryPeek(out var earliest, out var due))
            {
                Monitor.Wait(_gate);
                return 0;
            }

            var left = due - _time.Nanoseconds();
            if (left <= 0)
            {
                _waiting.Dequeue();
                earliest.TrySetResult();
            }
            else if (left > 2 * PreciseSleep.FinePartNanoseconds)
            {
                Monitor.Wait(_gate, MonotonicClock.FromNanoseconds(left - PreciseSleep.FinePartNanoseconds));
                return 0;
            }

            return left;
        }
    }

    private void CancelAll()
    {
        while (_waiting.TryDequeue(out var delay, out _))
        {
            delay.TrySetCanceled();
        }
    }
}
