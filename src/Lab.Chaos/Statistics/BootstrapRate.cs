using Lab.Contracts;

namespace Lab.Chaos.Statistics;

/// <summary>
/// A rate per request whose interval comes from resampling whole volleys. Requests of one volley race against each other and are not
/// independent; treating them as if they were would make the interval far too narrow.
/// </summary>
/// <remarks>
/// Rate = sum of hits / sum of requests. The volleys are drawn with replacement, as many as there are, <c>resamples</c> times; the
/// 0.025 and 0.975 quantiles of the resampled rates are the interval (the percentile method). Source: A. C. Davison,
/// D. V. Hinkley, Bootstrap Methods and their Application (1997), chapters 2.4 and 3.8.
/// </remarks>
internal static class BootstrapRate
{
    /// <summary>Hits per request over all volleys; null when there was no request.</summary>
    public static double? Of(IReadOnlyList<(double Hits, long Requests)> volleys)
    {
        var requests = volleys.Sum(volley => volley.Requests);
        return requests == 0 ? null : volleys.Sum(volley => volley.Hits) / requests;
    }

    /// <summary>
    /// The 95 % interval of the rate. Null where resampling can tell nothing: fewer than two volleys, or not a single hit, for every
    /// resample of clean volleys is clean again and 0 to 0 would be a lie (<see cref="CleanTrials"/> bounds that case).
    /// </summary>
    /// <param name="volleys">Hits (units oversold, for example) and requests per volley; a volley without requests is an error.</param>
    /// <param name="seed">The same seed gives the same interval.</param>
    /// <param name="resamples">At least 1,000, or the ends of the interval wobble.</param>
    public static Interval? Interval(
        IReadOnlyList<(double Hits, long Requests)> volleys, Seed seed, int resamples = 10_000)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(resamples, 1_000);
        if (volleys.Any(volley => volley.Requests <= 0 || volley.Hits is not (>= 0 and < double.PositiveInfinity)))
        {
            throw new ArgumentException("Each volley needs at least one request and no negative hits.", nameof(volleys));
        }

        if (volleys.Count < 2 || volleys.All(volley => volley.Hits == 0))
        {
            return null;
        }

        var rates = Resample([.. volleys], seed.Stream("bootstrap"), resamples);
        Array.Sort(rates);
        return new Interval(
            Quantiles.OfSorted(rates, (1 - Confidence.Usual) / 2),
            Quantiles.OfSorted(rates, (1 + Confidence.Usual) / 2));
    }

    private static double[] Resample((double Hits, long Requests)[] volleys, Random random, int resamples)
    {
        var rates = new double[resamples];
        for (var i = 0; i < rates.Length; i++)
        {
            var hits = 0.0;
            var requests = 0L;
            for (var draw = 0; draw < volleys.Length; draw++)
            {
                ref readonly var volley = ref volleys[random.Next(volleys.Length)];
                hits += volley.Hits;
                requests += volley.Requests;
            }

            rates[i] = hits / requests;
        }

        return rates;
    }
}
