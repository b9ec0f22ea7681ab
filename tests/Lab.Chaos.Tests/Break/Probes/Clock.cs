using Lab.TestKit;

namespace Lab.Chaos.Tests.Break.Probes;

/// <summary>Moves a standing clock while something waits for it.</summary>
internal static class Clock
{
    /// <summary>Steps until the work is done.</summary>
    public static async Task<T> RunAsync<T>(this ManualTime time, Task<T> work)
    {
        await time.RunAsync((Task)work);

        return await work;
    }

    /// <inheritdoc cref="RunAsync{T}(ManualTime, Task{T})"/>
    public static async Task RunAsync(this ManualTime time, Task work)
    {
        for (var step = 0; step < 10_000 && !work.IsCompleted; step++)
        {
            await SettleAsync();
            time.Advance(work.IsCompleted ? TimeSpan.Zero : TimeSpan.FromMilliseconds(50));
        }

        await work.WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System);
    }

    /// <summary>Steps for so long.</summary>
    public static async Task PassAsync(this ManualTime time, TimeSpan span)
    {
        for (var passed = TimeSpan.Zero; passed < span; passed += TimeSpan.FromMilliseconds(50))
        {
            await SettleAsync();
            time.Advance(TimeSpan.FromMilliseconds(50));
        }

        await SettleAsync();
    }

    // Continuations of timers may be queued to the pool; everything here is memory only, so a few turns are plenty.
    private static async Task SettleAsync()
    {
        for (var turn = 0; turn < 20; turn++)
        {
            await Task.Yield();
        }
    }
}
