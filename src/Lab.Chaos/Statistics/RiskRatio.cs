namespace Lab.Chaos.Statistics;

/// <summary>How many times as often the first arm is violated as the second, per trial, with its 95 % interval.</summary>
/// <remarks>
/// RR = (a / n1) / (c / n2); ln RR is close to normal with standard error sqrt(1/a - 1/n1 + 1/c - 1/n2), hence the interval
/// RR * exp(+-1.96 SE). Source: D. Katz et al., Biometrics 34 (1978) 469.
/// <para>
/// Where an arm has no violation, or every trial of both is violated, that is undefined or of width 0. Then 0.5 is added to each of
/// the four cells (J. B. S. Haldane, Annals of Human Genetics 20 (1956) 309; F. J. Anscombe, Biometrika 43 (1956) 461), and
/// <see cref="Corrected"/> says so: the ratio is then a rough guide, the p-value of Fisher's test is not.
/// </para>
/// </remarks>
internal sealed record RiskRatio
{
    /// <summary>The 0.975 quantile of the standard normal distribution.</summary>
    private const double Z = 1.959963984540054;

    /// <summary>No unit; 1 means no difference.</summary>
    public required double Ratio { get; init; }

    public required Interval Interval { get; init; }

    /// <summary>0.5 was added to each cell.</summary>
    public required bool Corrected { get; init; }

    /// <exception cref="ArgumentException">An arm has no trial.</exception>
    public static RiskRatio Of(TwoByTwo table)
    {
        if (table.FirstTrials == 0 || table.SecondTrials == 0)
        {
            throw new ArgumentException("A risk ratio needs at least one trial in each arm.", nameof(table));
        }

        var corrected = table.FirstViolated == 0 || table.SecondViolated == 0
            || table.Violated == table.FirstTrials + table.SecondTrials;
        var half = corrected ? 0.5 : 0;
        var (a, n1) = (table.FirstViolated + half, table.FirstTrials + (2 * half));
        var (c, n2) = (table.SecondViolated + half, table.SecondTrials + (2 * half));

        var ratio = a / n1 / (c / n2);
        var reach = Math.Exp(Z * Math.Sqrt((1 / a) - (1 / n1) + (1 / c) - (1 / n2)));
        return new RiskRatio
        {
            Ratio = ratio,
            Interval = new Interval(ratio / reach, ratio * reach),
            Corrected = corrected,
        };
    }
}
