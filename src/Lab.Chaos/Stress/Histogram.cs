using System.Numerics;

namespace Lab.Chaos.Stress;

/// <summary>
/// Durations in buckets whose width grows with the value, after HdrHistogram (Tene 2012): three significant digits, so that a quantile is at
/// most 1/1024 (0.1 %) above the exact one and never below it. Recording allocates nothing; histograms can be added up.
/// <code>
/// value, ns   0 … 2047   2048 … 4095   4096 … 8191   …
/// width, ns      1            2             4         …
/// </code>
/// </summary>
internal sealed class Histogram
{
    private const int DigitBits = 10;              // 2^10 buckets for each power of two
    private const int HighestBit = 42;
    private const long SubBuckets = 2L << DigitBits;

    /// <summary>73 minutes. Longer ones count as this.</summary>
    public const long MostNanoseconds = (1L << HighestBit) - 1;

    /// <summary>A quantile exceeds the exact one by at most this share of it.</summary>
    public const double RelativeError = 1.0 / (1 << DigitBits);

    private readonly long[] _counts = new long[(HighestBit - DigitBits + 1) << DigitBits];
    private double _sum;

    public long Count { get; private set; }

    public long Min { get; private set; } = long.MaxValue;

    public long Max { get; private set; }

    /// <summary>Null when nothing was recorded.</summary>
    public TimeSpan? Mean => Count == 0 ? null : MonotonicClock.FromNanoseconds((long)(_sum / Count));

    /// <summary>Negative ones count as zero: clocks of two threads may differ by a few nanoseconds.</summary>
    public void Record(long nanoseconds)
    {
        var value = Math.Clamp(nanoseconds, 0, MostNanoseconds);
        _counts[IndexOf(value)]++;
        _sum += value;
        Count++;
        Min = Math.Min(Min, value);
        Max = Math.Max(Max, value);
    }

    /// <summary>Counts everything that the other has counted.</summary>
    public void Add(Histogram other)
    {
        for (var n = 0; n < _counts.Length; n++)
        {
            _counts[n] += other._counts[n];
        }

        _sum += other._sum;
        Count += other.Count;
        Min = Math.Min(Min, other.Min);
        Max = Math.Max(Max, other.Max);
    }

    /// <summary>The smallest recorded value that at least this share of all does not exceed, rounded up; null when nothing was recorded.</summary>
    /// <param name="share">0 to 1.</param>
    public TimeSpan? At(double share) => Count == 0 ? null : MonotonicClock.FromNanoseconds(NanosecondsAt(share));

    /// <summary>As <see cref="At"/>, in ns; 0 when nothing was recorded.</summary>
    public long NanosecondsAt(double share)
    {
        var rank = Math.Clamp((long)Math.Ceiling(share * Count), 1, Math.Max(1, Count));
        var seen = 0L;
        for (var n = 0; n < _counts.Length; n++)
        {
            seen += _counts[n];
            if (seen >= rank)
            {
                return Math.Min(HighestIn(n), Max);
            }
        }

        return Max;
    }

    private static int IndexOf(long value)
    {
        var shift = BitOperations.Log2((ulong)(value | (SubBuckets - 1))) - DigitBits;
        return (shift << DigitBits) + (int)(value >> shift);
    }

    private static long HighestIn(int index)
    {
        var shift = Math.Max(0, (index >> DigitBits) - 1);
        var sub = index - (shift << DigitBits);
        return ((sub + 1L) << shift) - 1;
    }
}
