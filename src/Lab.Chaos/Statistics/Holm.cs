namespace Lab.Chaos.Statistics;

/// <summary>
/// P-values of several tests, raised so that the chance of one false alarm among all of them stays at the level each is held against.
/// </summary>
/// <remarks>
/// The k-th smallest of m is multiplied by m - k + 1, and is never smaller than the one before it. Source: S. Holm, Scandinavian Journal of Statistics 6
/// (1979) 65; p.adjust in R.
/// </remarks>
internal static class Holm
{
    /// <summary>In the order in which they were given.</summary>
    public static IReadOnlyList<double> Adjusted(IReadOnlyList<double> values)
    {
        var adjusted = new double[values.Count];
        var least = 0.0;
        foreach (var (place, index) in Enumerable.Range(0, values.Count).OrderBy(index => values[index]).Index())
        {
            least = Math.Max(least, Math.Min(1, values[index] * (values.Count - place)));
            adjusted[index] = least;
        }

        return adjusted;
    }
}
