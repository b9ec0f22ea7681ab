using Lab.Chaos.Journals;
using Lab.Chaos.Predict.Forecasts;
using Lab.Chaos.Scenarios;
using Lab.Contracts;

namespace Lab.Chaos.Stress;

/// <summary>What a prediction says to aim at: the load under which its hotspot breaks.</summary>
/// <param name="Boundary">As <c>inventory -> redis</c>.</param>
/// <param name="Variant">The variant that was predicted; null when it is not one of the scenario's.</param>
/// <param name="Requests">Of a volley.</param>
/// <param name="Within">Window over which they are spread.</param>
internal sealed record HotspotAim(string Boundary, string? Variant, int Requests, TimeSpan Within)
{
    /// <param name="run">Id of a run, a part of it, or a folder that holds a prediction.</param>
    /// <param name="scenario">What is to be stressed.</param>
    /// <param name="runs">Where runs are.</param>
    /// <exception cref="LabException">There is no such run, it predicted nothing, or something of another scenario.</exception>
    public static HotspotAim Of(string run, Scenario scenario, string runs)
    {
        var folder = File.Exists(Path.Combine(run, PredictionFile.FileName)) ? RunFolder.At(run) : RunFolder.Find(runs, run);
        if (PredictionFile.Read(folder) is not { Predictions: [var prediction, ..] })
        {
            throw new LabException($"Run {folder.Id} has no prediction that this lab can read. Make one: ./lab predict {scenario.Name}.");
        }

        if (prediction.Scenario != scenario.Name)
        {
            throw new LabException($"Run {folder.Id} predicts '{prediction.Scenario}', not '{scenario.Name}'. Name a run of this scenario: ./lab predict {scenario.Name}.");
        }

        return prediction.Hotspot is { } hotspot
            ? new HotspotAim(
                hotspot.Boundary, scenario.Variants.Any(variant => variant.Name == prediction.Variant) ? prediction.Variant : null, hotspot.Requests, hotspot.Within)
            : throw new LabException($"Run {folder.Id} predicts no hotspot for {prediction.Title}: there is nothing to aim at. Stress it without --hotspot.");
    }
}
