using MathNet.Numerics.Distributions;

namespace Lab.Chaos.Statistics;

/// <summary>
/// Are the values of one sample smaller than those of another? U = number of pairs (a, b) with a &lt; b, ties half; U / (n m) is the chance of such a
/// pair. Two-sided p by the normal approximation with the correction for ties. Source: H. B. Mann, D. R. Whitney, Annals of Mathematical
/// Statistics 18 (1947) 50; ties: E. L. Lehmann, Nonparametrics, section 1.4.
/// </summary>
internal static class MannWhitney
{
    /// <param name="first">Ascending, one or more.</param>
    /// <param name="second">Ascending, one or more.</param>
    /// <returns>The chance that a value of the first is smaller than one of the second, and the p-value of its being one half.</returns>
    public static (double Chance, double P) Of(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        double u = 0;
        foreach (var value in second)
        {
            u += Below(first, value) + (0.5 * (AtMost(first, value) - Below(first, value)));
        }

        double n = first.Length, m = second.Length, all = n + m;
        double ties = 0;
        double[] both = [.. first, .. second];
        foreach (var size in both.CountBy(value => value).Select(group => (double)group.Value))
        {
            ties += (size * size * size) - size;
        }

        var variance = n * m / 12 * (all + 1 - (ties / (all * (all - 1))));
        var z = variance <= 0 ? 0 : Math.Max(0, Math.Abs(u - (n * m / 2)) - 0.5) / Math.Sqrt(variance);
        return (u / (n * m), Math.Min(1, 2 * Normal.CDF(0, 1, -z)));
    }

    private static int Below(ReadOnlySpan<double> sorted, double value)
    {
        var count = 0;
        while (count < sorted.Length && sorted[count] < value)
        {
            count++;
        }

        return count;
    }

    private static int AtMost(ReadOnlySpan<double> sorted, double value)
    {
        var count = 0;
        while (count < sorted.Length && sorted[count] <= value)
        {
            count++;
        }

        return count;
    }
}
