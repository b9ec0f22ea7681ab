using Lab.Chaos.Predict.Forecasts;
using Lab.Chaos.Reports;
using Lab.Chaos.Scenarios;

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
