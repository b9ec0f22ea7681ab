using Lab.Chaos.Predict.Swarm;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Statistics;
using Lab.Contracts;

namespace Lab.Chaos.Predict.Forecasts;

/// <summary>Volleys of one arm, counted as a hunt counts the real ones: the volley is the trial, and its requests are not independent.</summary>
internal sealed record VolleyForecast
{
    // Fewer than for measured volleys: there are many more of them, and each resample draws them all.
    private const int Resamples = 2_000;

    public required Alignment Alignment { get; init; }

    /// <summary>Requests in one volley.</summary>
    public required int Requests { get; init; }

    /// <summary>Window of an unaligned volley.</summary>
    public required TimeSpan Within { get; init; }

    public required int Stock { get; init; }

    public required int Volleys { get; init; }

    /// <summary>Volleys with at least one violated request.</summary>
    public required int Violated { get; init; }

    /// <summary>95 % Clopper-Pearson interval of the share of violated volleys.</summary>
    public required Interval PerVolleyInterval { get; init; }

    public required long ViolatedRequests { get; init; }

    /// <summary>95 %, bootstrap over volleys; null when none was violated.</summary>
    public required Interval? PerRequestInterval { get; init; }

    /// <summary>Share of volleys.</summary>
    public double PerVolley => (double)Violated / Volleys;

    /// <summary>Share of requests.</summary>
    public double PerRequest => (double)ViolatedRequests / ((long)Volleys * Requests);

    /// <param name="alignment">How they were released.</param>
    /// <param name="plan">Of each volley.</param>
    /// <param name="violated">Violated requests, one number a volley.</param>
    /// <param name="seed">For the bootstrap.</param>
    public static VolleyForecast Of(Alignment alignment, VolleyPlan plan, IReadOnlyList<long> violated, Seed seed)
    {
        var volleys = violated.Count(requests => requests > 0);
        return new VolleyForecast
        {
            Alignment = alignment,
            Requests = plan.Requests,
            Within = plan.Within,
            Stock = plan.Stock,
            Volleys = violated.Count,
            Violated = volleys,
            PerVolleyInterval = ClopperPearson.Interval(volleys, violated.Count),
            ViolatedRequests = violated.Sum(),
            PerRequestInterval = BootstrapRate.Interval([.. violated.Select(requests => ((double)requests, (long)plan.Requests))], seed, Resamples),
        };
    }
}
