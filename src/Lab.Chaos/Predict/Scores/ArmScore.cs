using Lab.Chaos.Checks;
using Lab.Chaos.Predict.Forecasts;
using Lab.Chaos.Statistics;

namespace Lab.Chaos.Predict.Scores;

/// <summary>One arm: the share of violated volleys that was predicted, and the one that came out.</summary>
internal sealed record ArmScore
{
    public required string Variant { get; init; }

    public required string Condition { get; init; }

    /// <summary>Share of volleys.</summary>
    public required double Predicted { get; init; }

    public required Interval PredictedInterval { get; init; }

    /// <summary>Share of counted volleys.</summary>
    public required double Measured { get; init; }

    public required Interval MeasuredInterval { get; init; }

    /// <summary>Share of requests predicted to be violated.</summary>
    public required double PredictedPerRequest { get; init; }

    /// <summary>Units oversold per request; null when no volley counts.</summary>
    public required double? MeasuredPerRequest { get; init; }

    /// <summary>The predicted rate lies in the measured interval.</summary>
    public required bool Within { get; init; }

    /// <summary>Predicted over measured; above 1 when too high. Where one of them is 0, half a violation is added to each.</summary>
    public required double Factor { get; init; }

    public static ArmScore Of(VolleyForecast forecast, ArmSummary measured)
    {
        var corrected = forecast.Violated == 0 || measured.Violated == 0;
        return new ArmScore
        {
            Variant = measured.Variant,
            Condition = measured.Condition,
            Predicted = forecast.PerVolley,
            PredictedInterval = forecast.PerVolleyInterval,
            Measured = measured.Rate!.Value,
            MeasuredInterval = measured.ViolatedShare,
            PredictedPerRequest = forecast.PerRequest,
            MeasuredPerRequest = measured.Units.PerRequest,
            Within = measured.ViolatedShare.Contains(forecast.PerVolley),
            Factor = corrected
                ? (forecast.Violated + 0.5) / (forecast.Volleys + 1) / ((measured.Violated + 0.5) / (measured.Counted + 1))
                : forecast.PerVolley / measured.Rate.Value,
        };
    }

    /// <summary>How far off, whichever way: 1 or more.</summary>
    public double FactorOff => Math.Max(Factor, 1 / Factor);
}
