namespace Lab.StressWorker;

/// <summary>Busy for a share of each short period and idle for the rest of it.</summary>
internal static class CpuLoad
{
    // Shorter than the period of a quota (100 ms), so that a share is a share there too; long against the system's millisecond of sleep.
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(25);

    /// <param name="load">More than 0 to 1.</param>
    /// <param name="deadline">When to end.</param>
    public static void Run(double load, Deadline deadline)
    {
        for (var period = deadline.Elapsed; !deadline.IsOver; period = deadline.Elapsed)
        {
            var busyUntil = period + (Period * load);
            while (deadline.Elapsed < busyUntil)
            {
                Thread.SpinWait(100);
            }

            // By the clock and not by the share: what the system took away meanwhile was no rest of ours.
            deadline.Rest(period + Period - deadline.Elapsed);
        }
    }
}
