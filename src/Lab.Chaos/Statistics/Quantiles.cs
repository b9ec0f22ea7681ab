namespace Lab.Chaos.Statistics;

/// <summary>
/// Sample quantiles by linear interpolation between order statistics: h = (n - 1) p, x[floor h] + (h - floor h) (x[floor h + 1] -
/// x[floor h]). Source: R. J. Hyndman, Y. Fan, The American Statistician 50 (1996) 361, type 7, the default of R and NumPy.
/// </summary>
internal static class Quantiles
{
    /// <summary>The median, in the unit of the values; they need not be sorted.</summary>
    /// <exception cref="ArgumentException">There are no values.</exception>
    public static double Median(IEnumerable<double> values) => Of(values, 0.5);

    /// <summary>One quantile, in the unit of the values; they need not be sorted.</summary>
    /// <exception cref="ArgumentException">There are no values.</exception>
    public static double Of(IEnumerable<double> values, double probability)
    {
        double[] sorted = [.. values];
        Array.Sort(sorted);
        return OfSorted(sorted, probability);
    }

    /// <summary>As <see cref="Of"/>, for values already in ascending order; allocates nothing.</summary>
    public static double OfSorted(ReadOnlySpan<double> sorted, double probability)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(probability);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(probability, 1);
        if (sorted.IsEmpty)
        {
            throw new ArgumentException("No values have no quantile; say what was not seen instead.", nameof(sorted));
        }

        var position = (sorted.Length - 1) * probability;
        var below = (int)Math.Floor(position);
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((position - below) * (sorted[above] - sorted[below]));
    }
}
