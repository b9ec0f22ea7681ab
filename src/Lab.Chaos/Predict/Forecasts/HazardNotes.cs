using Lab.Chaos.Predict.Model;

namespace Lab.Chaos.Predict.Forecasts;

/// <summary>Static hazards by boundary, in the model's order.</summary>
internal static class HazardNotes
{
    public static IReadOnlyList<IReadOnlyList<HazardNote>> Of(SystemModel model) => [.. model.Boundaries.Select(_ => (IReadOnlyList<HazardNote>)[])];
}
