using System.Globalization;
using Lab.Chaos.Predict.Forecasts;
using Lab.Chaos.Predict.Model;
using Spectre.Console;

namespace Lab.Chaos.Predict.Reports;

/// <summary>A prediction as people read it: where to look, the ranking, the first few boundaries closely, the graph, what it rests on.</summary>
internal static class PredictionText
{
    public static void Write(Prediction prediction, int top, IAnsiConsole console)
    {
        console.MarkupLineInterpolated($"[bold]{prediction.Title}[/]: {Headline(prediction)}");
        console.Write(Ranked(prediction));
        var worthIt = prediction.Boundaries.Take(top).Where(boundary => boundary.WorstPerRequest > 0 || boundary.Attention.Value > 0 || boundary.Hazards.Count > 0).ToList();
        foreach (var boundary in worthIt)
        {
            BoundaryText.Write(boundary, console);
        }

        if (prediction.Boundaries.Count > worthIt.Count)
        {
            console.MarkupLineInterpolated($"[grey]{(worthIt.Count == 0 ? "All" : "The other")} {prediction.Boundaries.Count - worthIt.Count}: --why \"{prediction.Boundaries[^1].Boundary}\" says why one stands where it stands.[/]");
        }

        foreach (var line in HeatMapText.Lines(prediction))
        {
            console.MarkupLine(line);
        }

        Numbers(prediction, console);
        var crowd = prediction.Crowd;
        console.MarkupLineInterpolated(
            $"[grey]Seed {prediction.Seed}: {prediction.Agents} agents, {prediction.Cycles} cycles; {crowd.Worlds} base crowds of {Count(crowd.Steps / crowd.Worlds)} steps, {crowd.VirtualSeconds:0.#} s of virtual time each; {Count(crowd.Requests)} requests, {Count(crowd.Retries)} sent again, {Count(crowd.TimedOut)} given up.[/]");
    }

    /// <summary>Where to look first, in one sentence.</summary>
    public static string Headline(Prediction prediction)
    {
        if (prediction.Hotspot is not { } hotspot)
        {
            return "nothing was violated at any boundary.";
        }

        var first = prediction.Boundaries[0];
        var load = hotspot.Reaches is { } rate
            ? $"; {hotspot.Requests} request{(hotspot.Requests == 1 ? "" : "s")} within {Milliseconds(hotspot.Within)} break{(hotspot.Requests == 1 ? "s" : "")} {RateText.Share(rate)} of volleys"
            : $"; try {hotspot.Requests} requests within {Milliseconds(hotspot.Within)}";
        return first.IsAboveFloor
            ? $"look at {hotspot.Boundary} first (key {hotspot.Key}){load}."
            : $"no boundary above the floor of 1 in 10,000 requests; the nearest is {hotspot.Boundary}.";
    }

    private static Table Ranked(Prediction prediction)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("", "boundary", "attention", "requests violated\nin the crowd");
        foreach (var arm in prediction.Volleys)
        {
            table.AddColumn($"volleys violated,\n{arm.Alignment.ToString().ToLowerInvariant()} (95 %)");
        }

        table.AddColumns("hazards", "incidents");
        foreach (var boundary in prediction.Boundaries)
        {
            table.AddRow(
                [
                    boundary.Rank.ToString(CultureInfo.InvariantCulture),
                    Markup.Escape(boundary.Boundary),
                    RateText.Number(boundary.Attention.Value),
                    Markup.Escape(RateText.Crowd(boundary)),
                    .. boundary.Volleys.Select(arm => Markup.Escape(RateText.PerVolley(arm))),
                    RateText.CountOrDash(boundary.Hazards.Count),
                    RateText.CountOrDash(boundary.Incidents.Count),
                ]);
        }

        return table;
    }

    // Measured first: those are worth most, and when there are none, that is worth knowing.
    private static void Numbers(Prediction prediction, IAnsiConsole console)
    {
        foreach (var origin in (Origin[])[Origin.Measured, Origin.Supposed, Origin.Given, Origin.Assumed])
        {
            var numbers = prediction.Numbers.Where(number => number.Origin == origin).ToList();
            if (numbers.Count > 0)
            {
                console.MarkupLineInterpolated(
                    $"[bold]{origin}[/]: {string.Join("; ", numbers.GroupBy(number => number.Of).Select(of => $"{of.Key} {string.Join(", ", of.Select(number => $"{number.What} {number.Value}"))}"))}.");
            }
            else if (origin == Origin.Measured)
            {
                console.MarkupLine("[bold]Measured[/]: nothing.");
            }
        }
    }

    private static string Count(long count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Milliseconds(TimeSpan time) => time.TotalMilliseconds.ToString("0.###", CultureInfo.InvariantCulture) + " ms";
}
