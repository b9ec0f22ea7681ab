using MathNet.Numerics;

namespace Lab.Chaos.Statistics;

/// <summary>What it means that n trials passed and none failed: it never means a rate of 0.</summary>
/// <remarks>
/// The two directions use different tails, and the numbers show it. <see cref="UpperBound"/> is the upper end of the two-sided 95 %
/// Clopper-Pearson interval, 1 - 0.025^(1/n), so that a clean arm is bounded by the very interval that is printed for every other
/// arm: 300 clean trials give 1.22 %. <see cref="Needed"/> answers a one-sided question, "had the rate been p, would n clean trials
/// have been likelier than 5 %?", and so uses 0.05: 300 clean trials exclude 1.0 %. The printed bound is the cautious one.
/// </remarks>
internal static class CleanTrials
{
    private const double Risk = 1 - Confidence.Usual;

    /// <summary>The largest rate per trial that n clean trials leave open, as a share; 1 when there was no trial.</summary>
    public static double UpperBound(long trials) => ClopperPearson.Interval(0, trials).Upper;

    /// <summary>
    /// How many trials in a row must be clean to exclude a rate: n = ceil(ln(0.05) / ln(1 - p)), because (1 - p)^n is the
    /// probability that all n are clean although the rate is p. Source: J. A. Hanley, A. Lippman-Hand, JAMA 249 (1983) 1743.
    /// </summary>
    /// <param name="rate">The rate p per trial that is to be excluded, above 0 and at most 1.</param>
    public static long Needed(double rate)
    {
        if (rate is not (> 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(rate), rate, "The rate must be above 0 and at most 1: no number of clean trials excludes 0.");
        }

        // ln(1 - p) loses its digits for small p unless it is asked for in this form.
        var needed = Math.Ceiling(Math.Log(Risk) / SpecialFunctions.Log1p(-rate));
        return needed >= long.MaxValue ? long.MaxValue : Math.Max(1, (long)needed);
    }

    /// <summary>How many more, after <paramref name="clean"/> of them; 0 when they already exclude the rate.</summary>
    public static long StillNeeded(double rate, long clean)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(clean);
        return Math.Max(0, Needed(rate) - clean);
    }
}
