using System.Runtime.InteropServices;

namespace Lab.Chaos.Stress;

/// <summary>Sleeps to the tenth of a millisecond, where <c>Task.Delay</c> and wait handles round up to whole milliseconds. Never spins.</summary>
internal static partial class PreciseSleep
{
    /// <summary>The last part of a wait is left to <see cref="Nap"/>: a wait handle may be this late.</summary>
    public const long FinePartNanoseconds = 2_000_000;

    public static bool IsSupported => OperatingSystem.IsLinux() || OperatingSystem.IsMacOS();

    /// <summary>Blocks the calling thread until <paramref name="due"/>, ns.</summary>
    public static void Until(long due, TimeProvider time, CancellationToken cancellationToken)
    {
        while (due - time.Nanoseconds() is > 0 and var left)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (left > 2 * FinePartNanoseconds)
            {
                cancellationToken.WaitHandle.WaitOne(MonotonicClock.FromNanoseconds(left - FinePartNanoseconds));
            }
            else
            {
                Nap(left);
            }
        }
    }

    /// <summary>Sleeps for less than a second, about 60 microseconds longer than asked on Linux (its default timer slack).</summary>
    public static void Nap(long nanoseconds)
    {
        if (IsSupported)
        {
            var duration = new TimeSpec(0, (nint)nanoseconds);
            _ = NanoSleep(in duration, 0);   // an interrupted nap is a short one; callers look at the clock again
        }
        else
        {
            Thread.Yield();
            using var never = new ManualResetEventSlim();
            never.Wait(MonotonicClock.FromNanoseconds(nanoseconds));
        }
    }

    // Both members are as wide as a pointer on every Unix that .NET 10 runs on.
    private readonly record struct TimeSpec(nint Seconds, nint Nanoseconds);

    [LibraryImport("libc", EntryPoint = "nanosleep")]
    private static partial int NanoSleep(in TimeSpec duration, nint remaining);
}
