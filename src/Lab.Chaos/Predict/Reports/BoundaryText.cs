using System.Globalization;
using Lab.Chaos.Predict.Forecasts;
using Lab.Chaos.Statistics;
using Spectre.Console;

namespace Lab.Chaos.Predict.Reports;

/// <summary>One boundary closely: rates, the load that triggers it, how it happens, what speaks against it. Also the answer to <c>--why</c>.</summary>
internal static class BoundaryText
{
    private const int LabelWidth = 11;

    public static void Write(BoundaryForecast boundary, IAnsiConsole console)
    {
        console.MarkupLineInterpolated($"[bold]{boundary.Rank}  {boundary.Boundary}[/]{(boundary.IsAboveFloor ? "" : "  below 1 in 10,000 requests")}");
        foreach (var (label, words) in Lines(boundary))
        {
            console.MarkupLineInterpolated($"   [grey]{label,-LabelWidth}[/]{words}");
        }
    }

    /// <summary>Label and words, one pair a line.</summary>
    public static IEnumerable<(string Label, string Words)> Lines(BoundaryForecast boundary)
    {
        foreach (var arm in boundary.Volleys)
        {
            yield return (arm.Alignment.ToString().ToLowerInvariant(),
                $"{RateText.PerVolley(arm)} of volleys; per request {RateText.PerRequest(arm)}");
        }

        if (boundary.Thresholds.Count > 0)
        {
            yield return ("threshold", Thresholds(boundary));
        }

        if (boundary.Window is { } window)
        {
            yield return ("window", $"{window.Cell} is read by step {window.FromStep} and relied on by step {window.ToStep}, {Milliseconds(window.Median)} later (p99 {Milliseconds(window.P99)})");
        }

        if (boundary.Witness is { } witness)
        {
            yield return ("how", $"{RateText.Name(witness.Anomaly)} in {witness.Where}: {witness.Sentence}");
        }

        yield return ("why", Why(boundary.Attention));
        foreach (var hazard in boundary.Hazards)
        {
            var steps = hazard.Steps.Count == 0 ? "" : $" ({(hazard.Operation is null ? "" : hazard.Operation + ", ")}step{(hazard.Steps.Count == 1 ? "" : "s")} {string.Join(", ", hazard.Steps)})";
            yield return ("hazard", $"{hazard.Hazard}{steps}: {hazard.Sentence}");
        }

        foreach (var incident in boundary.Incidents)
        {
            yield return ("incident", incident);
        }
    }

    private static string Thresholds(BoundaryForecast boundary) => string.Join(", ", boundary.Thresholds.Select(threshold => threshold.Requests is { } requests
        ? $"{RateText.Share(threshold.Rate)} of volleys at {requests} request{(requests == 1 ? "" : "s")}"
        : $"{RateText.Share(threshold.Rate)} not reached up to {threshold.UpTo}"))
        + (boundary.Volleys is [var arm, ..] ? $", spread over {Milliseconds(arm.Within)}" : "");

    // The parts add up to V, so that anybody can check the rank.
    private static string Why(Attention attention)
    {
        var volatility = attention.Volatility;
        return volatility.Value == 0
            ? "no request was violated here at any load; it stands here for its hazards and incidents"
            : $"attention {RateText.Number(attention.Value)} = V {RateText.Number(volatility.Value)} x (1 + {attention.IncidentShare.ToString("0.##", CultureInfo.InvariantCulture)} of the incidents' weight); "
                + $"V = {Percent.Text(volatility.Rate)} of requests + {Change(volatility.AtTwiceTheLoad, volatility.Rate)} at twice the load "
                + $"+ {Change(volatility.AtTwiceTheLatency, volatility.Rate)} at twice the latency + {Percent.Text(volatility.Deviation)} between worlds";
    }

    private static string Change(double then, double usual) => $"{Percent.Text(Math.Abs(then - usual))} {(then < usual ? "less" : "more")}";

    private static string Milliseconds(TimeSpan time) => time.TotalMilliseconds.ToString("0.##", CultureInfo.InvariantCulture) + " ms";
}
