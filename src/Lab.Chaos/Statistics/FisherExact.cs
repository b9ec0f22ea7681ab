using MathNet.Numerics;

namespace Lab.Chaos.Statistics;

/// <summary>
/// Fisher's exact test on a 2x2 table: how likely is a split at least this uneven, if the arms do not differ? Exact for any size,
/// so it needs no minimum count per cell.
/// </summary>
/// <remarks>
/// With all margins fixed the first arm's violated count is hypergeometric:
/// P(k) = C(n1, k) C(n2, m - k) / C(n1 + n2, m), where n1 and n2 are the arms' trials and m the violated trials of both.
/// Source: R. A. Fisher, The Design of Experiments (1935), chapter II; the two-sided rule (sum of every table that is no likelier
/// than the one seen) is that of fisher.test in R.
/// </remarks>
internal static class FisherExact
{
    // Tables that tie in theory differ by rounding; R forgives as much.
    private const double Tie = 1 + 1e-7;

    /// <summary>P-value against "the arms differ".</summary>
    public static double TwoSided(TwoByTwo table)
    {
        var seen = LogProbability(table, table.FirstViolated);
        var sum = 0.0;
        for (var k = Smallest(table); k <= Largest(table); k++)
        {
            var candidate = LogProbability(table, k);
            sum += candidate <= seen + Math.Log(Tie) ? Math.Exp(candidate) : 0;
        }

        return Math.Min(1, sum);
    }

    /// <summary>P-value against "the first arm is violated more often than the second".</summary>
    public static double Greater(TwoByTwo table)
    {
        var sum = 0.0;
        for (var k = table.FirstViolated; k <= Largest(table); k++)
        {
            sum += Math.Exp(LogProbability(table, k));
        }

        return Math.Min(1, sum);
    }

    private static long Smallest(TwoByTwo table) => Math.Max(0, table.Violated - table.SecondTrials);

    private static long Largest(TwoByTwo table) => Math.Min(table.FirstTrials, table.Violated);

    private static double LogProbability(TwoByTwo table, long k) =>
        LogChoose(table.FirstTrials, k)
        + LogChoose(table.SecondTrials, table.Violated - k)
        - LogChoose(table.FirstTrials + table.SecondTrials, table.Violated);

    private static double LogChoose(long n, long k) =>
        LogFactorial(n) - LogFactorial(k) - LogFactorial(n - k);

    private static double LogFactorial(long n) => SpecialFunctions.GammaLn(n + 1.0);
}
