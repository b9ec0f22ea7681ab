using Lab.Chaos.Predict.Forecasts;
using Lab.Chaos.Scenarios;
using Lab.Contracts;

namespace Lab.Chaos.Predict.Questions;

/// <summary>Finds the boundary that <c>--why "inventory->redis"</c> asks about.</summary>
internal static class BoundaryQuestion
{
    /// <exception cref="LabException">There is no such boundary.</exception>
    public static BoundaryForecast Find(Prediction prediction, string asked)
    {
        // Spaces around the arrow are as people type them.
        var name = string.Join(" -> ", asked.Split("->", StringSplitOptions.TrimEntries));
        return prediction.Boundaries.FirstOrDefault(boundary => boundary.Boundary == name)
            ?? throw new LabException($"Unknown boundary '{asked}' in scenario '{prediction.Scenario}'. "
                + Suggest.Among(name, prediction.Boundaries.Select(boundary => boundary.Boundary)));
    }
}
