using Lab.Chaos.Predict.Forecasts;
using Lab.Chaos.Statistics;
using Spectre.Console;

namespace Lab.Chaos.Predict.Reports;

/// <summary>
/// The graph as a tree, each boundary with a bar of its attention. A service that several call hangs below each of them; what it calls
/// itself is drawn once.
/// <code>
/// checkout
/// └─ ░          inventory
///    ├─ ████████ redis       9.1 % of requests
/// </code>
/// </summary>
internal static class HeatMapText
{
    private const int BarWidth = 10;

    /// <summary>Lines with markup.</summary>
    public static IReadOnlyList<string> Lines(Prediction prediction)
    {
        var graph = Graph.Of(prediction);
        List<string> lines = ["[bold]Heat[/] (attention; the hottest boundary is full)"];
        HashSet<string> drawn = [];
        foreach (var root in graph.Roots)
        {
            lines.Add(Markup.Escape(root));
            Below(graph, root, "", drawn, lines);
        }

        return lines;
    }

    private static void Below(Graph graph, string service, string indent, HashSet<string> drawn, List<string> lines)
    {
        if (!drawn.Add(service))
        {
            return;
        }

        var edges = graph.From(service).ToList();
        foreach (var (number, edge) in edges.Index())
        {
            var last = number == edges.Count - 1;
            var bar = Bar(edge.Heat);
            lines.Add($"{indent}{(last ? "└─" : "├─")} [{Colour(edge.Heat)}]{bar}[/] {Markup.Escape(edge.To),-12} [grey]{Markup.Escape(Words(edge.Forecast))}[/]");
            Below(graph, edge.To, indent + (last ? "   " : "│  "), drawn, lines);
        }
    }

    private static string Words(BoundaryForecast forecast) => forecast.WorstPerRequest > 0
        ? $"#{forecast.Rank}, up to {Percent.Text(forecast.WorstPerRequest)} of requests"
        : $"#{forecast.Rank}, none seen";

    private static string Bar(double heat)
    {
        var filled = heat == 0 ? 0 : Math.Max(1, (int)Math.Round(heat * BarWidth));
        return new string('█', filled) + new string('░', BarWidth - filled);
    }

    private static string Colour(double heat) => heat switch
    {
        0 => "grey",
        < 0.1 => "green",
        < 0.5 => "yellow",
        _ => "red",
    };
}
