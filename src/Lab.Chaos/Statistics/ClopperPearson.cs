using MathNet.Numerics.Distributions;

namespace Lab.Chaos.Statistics;

/// <summary>
/// The exact interval for a share of independent trials, here of volleys. It never promises more than it keeps: the true share
/// lies inside in at least the asked part of all experiments, at the price of being a little wide for few trials.
/// </summary>
/// <remarks>
/// x violated of n, alpha = 1 - confidence:
/// lower = the alpha/2 quantile of Beta(x, n - x + 1), upper = the 1 - alpha/2 quantile of Beta(x + 1, n - x).
/// Source: C. J. Clopper, E. S. Pearson, Biometrika 26 (1934) 404; in this form L. D. Brown et al., Statistical Science 16 (2001) 101.
/// </remarks>
internal static class ClopperPearson
{
    /// <summary>The two-sided interval, as shares between 0 and 1.</summary>
    /// <param name="violated">Trials with a violation, 0 to <paramref name="trials"/>.</param>
    /// <param name="trials">Independent trials; with 0 nothing is known and the interval is 0 to 1.</param>
    /// <param name="confidence">Between 0 and 1, both excluded.</param>
    public static Interval Interval(long violated, long trials, double confidence = Confidence.Usual)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(trials);
        ArgumentOutOfRangeException.ThrowIfNegative(violated);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(violated, trials);
        Confidence.ThrowIfOutside(confidence);
        if (trials == 0)
        {
            return new Interval(0, 1);
        }

        var tail = (1 - confidence) / 2;
        return new Interval(Lower(violated, trials, tail), 1 - Lower(trials - violated, trials, tail));
    }

    /// <summary>The upper end is the lower end of the complement, so one formula serves both and they mirror exactly.</summary>
    private static double Lower(long hits, long trials, double tail) => hits switch
    {
        0 => 0,
        // Beta(n, 1) has a closed form; the root finder would need many steps at its steep end.
        _ when hits == trials => Math.Pow(tail, 1.0 / trials),
        _ => Beta.InvCDF(hits, trials - hits + 1, tail),
    };
}
