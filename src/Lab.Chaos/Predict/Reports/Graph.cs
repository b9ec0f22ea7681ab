using Lab.Chaos.Predict.Forecasts;

namespace Lab.Chaos.Predict.Reports;

/// <summary>Services and boundaries of a prediction, ready to be drawn.</summary>
/// <param name="Nodes">Every service that is an end of a boundary, callers before those they call.</param>
/// <param name="Edges">In the order of the ranking.</param>
internal sealed record Graph(IReadOnlyList<string> Nodes, IReadOnlyList<GraphEdge> Edges)
{
    /// <summary>Services that nobody calls; where all are called, the first.</summary>
    public IReadOnlyList<string> Roots => Nodes.Where(node => Edges.All(edge => edge.To != node)).ToList() is { Count: > 0 } roots ? roots : [.. Nodes.Take(1)];

    public static Graph Of(Prediction prediction)
    {
        var most = prediction.Boundaries.Select(boundary => boundary.Attention.Value).DefaultIfEmpty().Max();
        GraphEdge[] edges = [.. prediction.Boundaries.Select(boundary => Edge(boundary, most))];
        var names = edges.SelectMany(edge => new[] { edge.From, edge.To }).Distinct().ToList();
        return new Graph([.. names.OrderBy(name => Depth(edges, name, names.Count)).ThenBy(name => name, StringComparer.Ordinal)], edges);
    }

    public IEnumerable<GraphEdge> From(string node) => Edges.Where(edge => edge.From == node).OrderBy(edge => edge.To, StringComparer.Ordinal);

    /// <summary>Calls from a root to it, on the longest way.</summary>
    public int Depth(string node) => Depth(Edges, node, Nodes.Count);

    // Calls have no cycles, because the scenario's reader refuses them; the limit keeps a foreign file from hanging the report.
    private static int Depth(IReadOnlyList<GraphEdge> edges, string node, int limit) => limit == 0 ? 0
        : edges.Where(edge => edge.To == node).Select(edge => Depth(edges, edge.From, limit - 1) + 1).DefaultIfEmpty().Max();

    private static GraphEdge Edge(BoundaryForecast boundary, double most)
    {
        var ends = boundary.Boundary.Split(" -> ");
        return new GraphEdge(ends[0], ends[1], boundary, most == 0 ? 0 : boundary.Attention.Value / most);
    }
}

/// <summary>A boundary as it is drawn.</summary>
/// <param name="From">Service that calls.</param>
/// <param name="To">Service that is called.</param>
/// <param name="Forecast">What is written beside it.</param>
/// <param name="Heat">Its attention as a share of the hottest one's.</param>
internal sealed record GraphEdge(string From, string To, BoundaryForecast Forecast, double Heat);
