using System.Runtime.InteropServices;

namespace Lab.Chaos.Stress;

/// <summary>
/// Puts the calling thread before all ordinary ones. The server shares this machine: without it the first request that arrives
/// wakes a server thread, which pushes the releasing thread off its core while the rest of the volley waits.
/// </summary>
internal static partial class RealTimePriority
{
    private const int SchedFifo = 1;
    private const int PrioProcess = 0;

    /// <summary>
    /// Best effort: root, or CAP_SYS_NICE, on Linux; a highest-priority thread on Windows. Elsewhere nothing happens, and the spread
    /// that is measured and reported is the wider for it. Not undone: for threads that end soon, or that only ever work for microseconds at a time.
    /// </summary>
    public static void Take()
    {
        if (OperatingSystem.IsLinux())
        {
            var lowest = 1;
            if (SetScheduler(0, SchedFifo, ref lowest) != 0)
            {
                _ = SetPriority(PrioProcess, 0, -20);   // 0 is the calling thread; a lesser right in some containers
            }
        }
        else
        {
            Thread.CurrentThread.Priority = ThreadPriority.Highest;
        }
    }

    [LibraryImport("libc", EntryPoint = "sched_setscheduler")]
    private static partial int SetScheduler(int thread, int policy, ref int priority);

    [LibraryImport("libc", EntryPoint = "setpriority")]
    private static partial int SetPriority(int which, int who, int niceness);
}
