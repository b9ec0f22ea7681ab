namespace Lab.Chaos.Predict.Forecasts;

/// <summary>
/// How much a boundary misbehaves and how easily that changes, in violated requests per request. With r the rate in the base crowds:
/// <code>V = r + |r(twice the load) - r| + |r(twice the latency) - r| + s</code>
/// where s is the standard deviation of r over the repetitions. All four terms have the same unit, so there are no weights and no
/// constants: a boundary that fails, one that fails as soon as load or latency grow, and one that fails erratically all stand out.
/// </summary>
internal sealed record Volatility
{
    /// <summary>r: requests with an anomaly at this boundary per request, over all base crowds.</summary>
    public required double Rate { get; init; }

    /// <summary>The same where agents think half as long.</summary>
    public required double AtTwiceTheLoad { get; init; }

    /// <summary>The same where every step takes twice as long to answer.</summary>
    public required double AtTwiceTheLatency { get; init; }

    /// <summary>s: sample standard deviation of r over the base crowds; 0 with fewer than two.</summary>
    public required double Deviation { get; init; }

    /// <summary>V.</summary>
    public double Value => Rate + Math.Abs(AtTwiceTheLoad - Rate) + Math.Abs(AtTwiceTheLatency - Rate) + Deviation;

    /// <param name="usual">Violated requests and requests, one pair for each base crowd.</param>
    /// <param name="load">The same at twice the load.</param>
    /// <param name="latency">The same at twice the latency.</param>
    public static Volatility Of(
        IReadOnlyList<(long Violated, long Requests)> usual,
        IReadOnlyList<(long Violated, long Requests)> load,
        IReadOnlyList<(long Violated, long Requests)> latency) => new()
        {
            Rate = Rates(usual),
            AtTwiceTheLoad = Rates(load),
            AtTwiceTheLatency = Rates(latency),
            Deviation = StandardDeviation([.. usual.Select(world => Rates([world]))]),
        };

    private static double Rates(IReadOnlyList<(long Violated, long Requests)> worlds) =>
        worlds.Sum(world => world.Requests) is > 0 and var requests ? (double)worlds.Sum(world => world.Violated) / requests : 0;

    private static double StandardDeviation(double[] rates)
    {
        if (rates.Length < 2)
        {
            return 0;
        }

        var mean = rates.Average();
        return Math.Sqrt(rates.Sum(rate => (rate - mean) * (rate - mean)) / (rates.Length - 1));
    }
}
