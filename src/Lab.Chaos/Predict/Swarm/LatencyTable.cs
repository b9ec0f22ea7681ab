using System.Runtime.CompilerServices;
using Lab.Chaos.Scenarios;
using MathNet.Numerics.Distributions;

namespace Lab.Chaos.Predict.Swarm;

/// <summary>
/// A distribution of times as its inverse, so that a draw is a look-up: 1,024 steps of equal probability, linear between them, and the
/// uppermost step again divided into 256, because the slowest in a thousand are what opens windows.
/// </summary>
internal sealed class LatencyTable
{
    private const int Steps = 1024;
    private const int TailSteps = 256;
    private const int FractionBits = 20;

    // Φ⁻¹(0.99): sigma = ln(p99 / median) / this.
    private const double NormalP99 = 2.3263478740408408;

    private readonly long[] _body;
    private readonly long[] _tail;

    private LatencyTable(Func<double, double> inverse)
    {
        _body = [.. Enumerable.Range(0, Steps + 1).Select(n => Nanoseconds(inverse, n, Steps, 0, 1))];
        _tail = [.. Enumerable.Range(0, TailSteps + 1).Select(n => Nanoseconds(inverse, n, TailSteps, 1 - (1.0 / Steps), 1.0 / Steps))];
    }

    /// <summary>Lognormal by two quantiles; equal quantiles give a constant.</summary>
    public static LatencyTable Lognormal(Latency latency)
    {
        var median = latency.Median.TotalNanoseconds;
        if (median <= 0 || latency.P99 <= latency.Median)
        {
            return new LatencyTable(_ => Math.Max(0, median));
        }

        var sigma = Math.Log(latency.P99.TotalNanoseconds / median) / NormalP99;
        return new LatencyTable(probability => median * Math.Exp(sigma * Normal.InvCDF(0, 1, probability)));
    }

    /// <summary>Exponential, for the times between faults.</summary>
    public static LatencyTable Exponential(TimeSpan mean) =>
        new(probability => -Math.Log(1 - probability) * mean.TotalNanoseconds);

    /// <summary>Nanoseconds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long Draw(ref Rng rng)
    {
        var bits = rng.Next();
        var step = (int)(bits >> 54);
        return step == Steps - 1
            ? Between(_tail, (int)(bits >> 46) & (TailSteps - 1), (long)(bits >> (46 - FractionBits)))
            : Between(_body, step, (long)(bits >> (54 - FractionBits)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long Between(long[] table, int step, long fraction)
    {
        var from = table[step];
        return from + (((table[step + 1] - from) * (fraction & ((1 << FractionBits) - 1))) >> FractionBits);
    }

    // The two ends of a distribution without bounds lie half a step inside it.
    private static long Nanoseconds(Func<double, double> inverse, int n, int steps, double from, double width)
    {
        var inside = Math.Clamp(n, 0.5, steps - 0.5) / steps;
        return (long)Math.Round(inverse(from + (inside * width)));
    }
}
