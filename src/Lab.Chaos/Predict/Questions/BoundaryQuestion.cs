using Lab.Chaos.Predict.Forecasts;
using Lab.Chaos.Predict.Model;
using Lab.Chaos.Scenarios;
using Lab.Contracts;

namespace Lab.Chaos.Predict.Questions;

/// <summary>Finds the boundary that <c>--why "inventory->redis"</c> asks about.</summary>
internal static class BoundaryQuestion
{
    /// <summary>Before a long prediction: is there such a boundary at all?</summary>
    /// <exception cref="LabException">There is none.</exception>
    public static void Check(SystemModel model, string asked)
    {
        var names = model.Boundaries.Select(boundary => boundary.ToString()).ToList();
        if (!names.Contains(Name(asked)))
        {
            throw new LabException($"Unknown boundary '{asked}' in scenario '{model.Scenario}'. {Suggest.Among(Name(asked), names)}");
        }
    }

    public static BoundaryForecast Find(Prediction prediction, string asked) =>
        prediction.Boundaries.First(boundary => boundary.Boundary == Name(asked));

    // Spaces around the arrow are as people type them.
    private static string Name(string asked) => string.Join(" -> ", asked.Split("->", StringSplitOptions.TrimEntries));
}
