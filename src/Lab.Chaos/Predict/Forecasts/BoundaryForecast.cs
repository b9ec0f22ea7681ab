using Lab.Chaos.Predict.Swarm;

namespace Lab.Chaos.Predict.Forecasts;

/// <summary>One boundary in a prediction. What costs much to find is there only for the first few.</summary>
internal sealed record BoundaryForecast
{
    /// <summary>A rate per request below this is as good as none: 1 in 10,000.</summary>
    public const double Floor = 0.0001;

    /// <summary>From 1.</summary>
    public required int Rank { get; init; }

    /// <summary>As <c>inventory -> redis</c>.</summary>
    public required string Boundary { get; init; }

    public required Attention Attention { get; init; }

    /// <summary>Anomalies in the base crowds, those that happened.</summary>
    public required IReadOnlyDictionary<Anomaly, long> Anomalies { get; init; }

    /// <summary>Requests of the base crowds.</summary>
    public required long Requests { get; init; }

    /// <summary>Requests of the base crowds with an anomaly here.</summary>
    public required long Violated { get; init; }

    /// <summary>Volleys violated here, one forecast per arm.</summary>
    public required IReadOnlyList<VolleyForecast> Volleys { get; init; }

    /// <summary>Loads at which the rate crosses 0.1, 1 and 10 % of volleys; empty where they were not searched.</summary>
    public required IReadOnlyList<Threshold> Thresholds { get; init; }

    /// <summary>Between the step that looks and the step that relies on it; null where nothing races.</summary>
    public required RacingWindow? Window { get; init; }

    public required IReadOnlyList<HazardNote> Hazards { get; init; }

    /// <summary>Incidents that weigh on it, in file order.</summary>
    public required IReadOnlyList<string> Incidents { get; init; }

    /// <summary>How it happens; null where it was not seen or not looked for.</summary>
    public required Questions.Witness? Witness { get; init; }

    /// <summary>The highest rate per request that was seen here: in the crowd, or in an arm.</summary>
    public double WorstPerRequest => Volleys.Select(arm => arm.PerRequest).Prepend(Attention.Volatility.Rate).Max();

    public bool IsAboveFloor => WorstPerRequest >= Floor;
}
