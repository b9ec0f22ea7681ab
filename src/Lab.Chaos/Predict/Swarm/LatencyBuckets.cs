using System.Numerics;

namespace Lab.Chaos.Predict.Swarm;

/// <summary>
/// A histogram of bounded error: 8 buckets an octave from 1 µs on, so that a quantile is right to 9 %. Bucket n covers
/// 2^(n/8) to 2^((n+1)/8) µs, linear within an octave.
/// </summary>
internal static class LatencyBuckets
{
    public const int Count = 8 * 32;

    private const int UnitShift = 10;   // 1,024 ns stand for 1 µs: a shift instead of a division

    public static int Of(long nanoseconds)
    {
        var units = (ulong)Math.Max(1, nanoseconds >> UnitShift);
        var octave = BitOperations.Log2(units);
        var eighth = octave >= 3 ? (int)((units >> (octave - 3)) & 7) : (int)((units << (3 - octave)) & 7);
        return Math.Min((octave * 8) + eighth, Count - 1);
    }

    /// <summary>Lower edge.</summary>
    public static TimeSpan From(int bucket)
    {
        var units = (1UL << (bucket / 8)) * (8 + ((ulong)bucket % 8)) / 8.0;
        return TimeSpan.FromMicroseconds(units * (1 << UnitShift) / 1000.0);
    }
}
