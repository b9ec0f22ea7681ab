using Lab.Chaos.Checks;
using Lab.Chaos.Predict.Forecasts;
using Lab.Chaos.Reports;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Statistics;

namespace Lab.Chaos.Predict.Scores;

/// <summary>Predicted against measured, in one run's journal.</summary>
internal sealed record PredictionScore
{
    /// <summary>The boundary ranked first for the suspect; null when none was volatile.</summary>
    public required string? Hotspot { get; init; }

    /// <summary>The boundary that broke, where the violated invariants tell; null where they do not, and then there are no ranks.</summary>
    public required string? Broken { get; init; }

    /// <summary>Where the prediction ranked it, from 1.</summary>
    public required int? Rank { get; init; }

    /// <summary>Where the boundary with the most-written key comes first.</summary>
    public required int? MostWrittenRank { get; init; }

    /// <summary>Expected rank in a random order, (n + 1) / 2.</summary>
    public required double? RandomRank { get; init; }

    /// <summary>Boundaries that were ranked.</summary>
    public required int Boundaries { get; init; }

    public required IReadOnlyList<ArmScore> Arms { get; init; }

    /// <summary>Holds what was predicted against what came out. Null when nothing was predicted.</summary>
    public static PredictionScore? Of(PredictionFile? file, Scenario scenario, IReadOnlyList<ArmReport> arms)
    {
        if (file is not { Predictions: [var suspect, ..] })
        {
            return null;
        }

        var broken = BrokenBoundary.Of(scenario, suspect, arms);
        return new PredictionScore
        {
            Hotspot = suspect.Hotspot?.Boundary,
            Broken = broken,
            Rank = Place(suspect.Boundaries.Select(boundary => boundary.Boundary), broken),
            MostWrittenRank = Place(suspect.MostWritten, broken),
            RandomRank = broken is null ? null : (suspect.Boundaries.Count + 1) / 2.0,
            Boundaries = suspect.Boundaries.Count,
            Arms = [.. arms.SelectMany(arm => Of(file, scenario, arm))],
        };
    }

    private static int? Place(IEnumerable<string> order, string? broken) =>
        order.Index().Where(place => place.Item == broken).Select(place => (int?)place.Index + 1).FirstOrDefault();

    // Arms under a fault are not forecast, and an arm in which no volley counts measured nothing.
    private static IEnumerable<ArmScore> Of(PredictionFile file, Scenario scenario, ArmReport arm)
    {
        var condition = scenario.Conditions.FirstOrDefault(known => known.Name == arm.Summary.Condition);
        if (condition is not { Fault: null } || arm.Summary.Counted == 0)
        {
            yield break;
        }

        var forecast = file.Predictions.FirstOrDefault(prediction => prediction.Variant == arm.Summary.Variant)?
            .Volleys.FirstOrDefault(volley => volley.Alignment == condition.Alignment);
        if (forecast is not null)
        {
            yield return ArmScore.Of(forecast, arm.Summary);
        }
    }
}

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
