namespace Lab.Chaos.Stress;

internal static class MonotonicClock
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    extension(TimeProvider time)
    {
        /// <summary>Now, ns. On Linux and macOS a timestamp already is nanoseconds; Windows counts in units of 100 ns.</summary>
        public long Nanoseconds() => time.GetTimestamp() * (NanosecondsPerSecond / time.TimestampFrequency);
    }

    extension(TimeSpan duration)
    {
        public long ToNanoseconds() => duration.Ticks * TimeSpan.NanosecondsPerTick;
    }

    /// <summary>Rounds up to the 100 ns of a TimeSpan, so that a wait is never too short.</summary>
    public static TimeSpan FromNanoseconds(long nanoseconds) =>
        TimeSpan.FromTicks((nanoseconds + TimeSpan.NanosecondsPerTick - 1) / TimeSpan.NanosecondsPerTick);
}
