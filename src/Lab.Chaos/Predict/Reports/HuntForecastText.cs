using Lab.Chaos.Predict.Forecasts;
using Spectre.Console;

namespace Lab.Chaos.Predict.Reports;

/// <summary>What a hunt says before it measures: where it will break, and how often in each arm.</summary>
internal static class HuntForecastText
{
    public static void Write(PredictionFile? file, IAnsiConsole console)
    {
        foreach (var prediction in file?.Predictions ?? [])
        {
            console.MarkupLineInterpolated($"[bold]Predicted for {prediction.Title}[/]: {PredictionText.Headline(prediction)}");
            foreach (var arm in prediction.Volleys)
            {
                console.MarkupLineInterpolated($"   {arm.Alignment.ToString().ToLowerInvariant()}: {RateText.PerVolley(arm)} of volleys");
            }
        }
    }
}
