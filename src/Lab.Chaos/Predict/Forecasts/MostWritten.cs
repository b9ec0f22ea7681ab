using Lab.Chaos.Predict.Model;
using Lab.Chaos.Predict.Questions;

namespace Lab.Chaos.Predict.Forecasts;

/// <summary>A baseline that the ranking must beat: boundaries by how often their hottest key is written, which any monitoring shows.</summary>
internal static class MostWritten
{
    public static IReadOnlyList<string> Of(SystemModel model, IWorlds worlds, PredictionPlan plan)
    {
        var counts = new WriteCounts();
        worlds.Replay(CrowdForecast.First(plan), counts);
        return
        [
            .. model.Boundaries.Index()
                .OrderByDescending(boundary => counts.Hottest(boundary.Index))
                .ThenBy(boundary => boundary.Index)
                .Select(boundary => boundary.Item.ToString()),
        ];
    }
}
