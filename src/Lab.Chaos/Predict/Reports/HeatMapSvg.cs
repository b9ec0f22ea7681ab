using System.Globalization;
using System.Security;
using System.Text;
using Lab.Chaos.Predict.Forecasts;
using Lab.Chaos.Statistics;

namespace Lab.Chaos.Predict.Reports;

/// <summary>
/// The graph as a picture that follows the reader's light or dark mode: callers left of what they call, a boundary the thicker and
/// redder the more attention it gets, its rank and rate beside it.
/// </summary>
internal static class HeatMapSvg
{
    private const int NodeWidth = 132;
    private const int NodeHeight = 40;
    private const int ColumnWidth = 340;
    private const int RowHeight = 84;
    private const int Margin = 32;
    private const int Head = 72;
    private const int Foot = 80;

    private const string Style = """
        svg { font: 14px system-ui, sans-serif; color-scheme: light dark; }
        .paper { fill: #ffffff; } .ink { fill: #1f2328; } .faint { fill: #59636e; }
        .node { fill: #f6f8fa; stroke: #59636e; } .label { fill: #ffffff; }
        .edge { fill: none; } .heat0 { stroke: #b1bac4; } .heat1 { stroke: #d4a72c; } .heat2 { stroke: #d4691a; } .heat3 { stroke: #b30d1f; }
        @media (prefers-color-scheme: dark) {
          .paper { fill: #0d1117; } .ink { fill: #e6edf3; } .faint { fill: #9198a1; }
          .node { fill: #1c2330; stroke: #9198a1; } .label { fill: #0d1117; }
          .heat0 { stroke: #4a525c; } .heat1 { stroke: #d4a72c; } .heat2 { stroke: #f0883e; } .heat3 { stroke: #ff5a5f; }
        }
        """;

    /// <summary>A file of its own.</summary>
    public static string Draw(Prediction prediction) => Draw(prediction, isAlone: true);

    /// <summary>For a page that has its own colours for these classes, and says in words what it shows.</summary>
    public static string Inside(Prediction prediction) => Draw(prediction, isAlone: false);

    private static string Draw(Prediction prediction, bool isAlone)
    {
        var graph = Graph.Of(prediction);
        var layout = Layout.Of(graph);
        var svg = new StringBuilder();
        var top = isAlone ? 0 : Head;
        Add(svg, $"""<svg xmlns="http://www.w3.org/2000/svg" class="heatmap" viewBox="0 {top} {layout.Width} {layout.Height - top}" width="{layout.Width}" height="{layout.Height - top}" role="img" aria-label="Heat map of {Escape(prediction.Title)}">""");
        Add(svg, $"<title>Heat map of {Escape(prediction.Title)}</title>");
        if (isAlone)
        {
            Add(svg, $"<style>{Style}</style>");
            Add(svg, $"""<rect class="paper" width="{layout.Width}" height="{layout.Height}"/>""");
            Add(svg, $"""<text class="ink" x="{Margin}" y="30" font-size="17" font-weight="600">{Escape(prediction.Title)}</text>""");
            Add(svg, $"""<text class="faint" x="{Margin}" y="52">{Escape(PredictionText.Headline(prediction))}</text>""");
        }

        // Cold ones first, so that the hot ones lie on top.
        foreach (var edge in graph.Edges.OrderBy(edge => edge.Heat))
        {
            var way = layout.Way(edge);
            Add(svg, $"""<path class="edge heat{Class(edge.Heat)}" stroke-width="{Number(1.5 + (6 * edge.Heat))}" d="{way}"><title>{Escape(edge.Forecast.Boundary)}: {Escape(Words(edge.Forecast))}</title></path>""");
        }

        Labels(svg, graph, layout);
        foreach (var node in graph.Nodes)
        {
            var left = layout.Left(node);
            Add(svg, $"""<rect class="node" x="{Number(left.X)}" y="{Number(left.Y - (NodeHeight / 2.0))}" width="{NodeWidth}" height="{NodeHeight}" rx="7"/>""");
            Add(svg, $"""<text class="ink" x="{Number(left.X + (NodeWidth / 2.0))}" y="{Number(left.Y + 5)}" text-anchor="middle">{Escape(node)}</text>""");
        }

        Legend(svg, layout);
        return svg.Append("</svg>\n").ToString();
    }

    private static void Labels(StringBuilder svg, Graph graph, Layout layout)
    {
        List<Box> taken = [.. graph.Nodes.Select(layout.Around)];
        foreach (var edge in graph.Edges)
        {
            var words = Words(edge.Forecast);
            var box = layout.Free(edge, (words.Length * 7.2) + 10, taken);
            taken.Add(box);
            Add(svg, $"""<rect class="label" x="{Number(box.X)}" y="{Number(box.Y)}" width="{Number(box.Width)}" height="{Number(box.Height)}" rx="4"/>""");
            Add(svg, $"""<text class="{(edge.Heat > 0 ? "ink" : "faint")}" x="{Number(box.X + (box.Width / 2))}" y="{Number(box.Y + 15)}" text-anchor="middle" font-size="13">{Escape(words)}</text>""");
        }
    }

    private static void Legend(StringBuilder svg, Layout layout)
    {
        (string Words, int Class)[] entries = [("none seen", 0), ("below 10 % of the hottest", 1), ("below 50 %", 2), ("hottest", 3)];
        double x = Margin;
        foreach (var (words, heat) in entries)
        {
            Add(svg, $"""<path class="edge heat{heat}" stroke-width="{Number(1.5 + (2 * heat))}" d="M{Number(x)} {layout.Height - 48} h28"/>""");
            Add(svg, $"""<text class="faint" x="{Number(x + 36)}" y="{layout.Height - 43}" font-size="13">{Escape(words)}</text>""");
            x += 36 + (words.Length * 7) + 24;
        }

        Add(svg, $"""<text class="faint" x="{Margin}" y="{layout.Height - 16}" font-size="13">Width and colour: attention. Beside it: rank, and the highest share of requests that was violated in any arm.</text>""");
    }

    private static string Words(BoundaryForecast forecast) =>
        forecast.WorstPerRequest > 0 ? $"#{forecast.Rank}  {Percent.Text(forecast.WorstPerRequest)}" : $"#{forecast.Rank}";

    private static int Class(double heat) => heat switch
    {
        0 => 0,
        < 0.1 => 1,
        < 0.5 => 2,
        _ => 3,
    };

    private static void Add(StringBuilder svg, string line) => svg.Append(line).Append('\n');

    private static string Escape(string text) => SecurityElement.Escape(text);

    private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>Where things stand: a column for each depth, its services spread over the whole height.</summary>
    private sealed class Layout
    {
        private readonly Dictionary<string, (double X, double Y)> _left = [];

        public int Width { get; private init; }

        public int Height { get; private init; }

        public static Layout Of(Graph graph)
        {
            var columns = graph.Nodes.GroupBy(graph.Depth).OrderBy(column => column.Key).ToList();
            var rows = columns.Select(column => column.Count()).DefaultIfEmpty(1).Max();
            var layout = new Layout
            {
                Width = Math.Max(840, (2 * Margin) + NodeWidth + ((columns.Count - 1) * ColumnWidth)),
                Height = Head + Foot + (rows * RowHeight),
            };
            foreach (var (number, column) in columns.Index())
            {
                double step = (double)rows * RowHeight / column.Count();
                foreach (var (row, node) in column.Index())
                {
                    layout._left[node] = (Margin + (number * ColumnWidth), Head + (step * (row + 0.5)));
                }
            }

            return layout;
        }

        public (double X, double Y) Left(string node) => _left[node];

        public (double X, double Y) Right(string node) => (_left[node].X + NodeWidth, _left[node].Y);

        public Box Around(string node) => new(_left[node].X, _left[node].Y - (NodeHeight / 2.0), NodeWidth, NodeHeight);

        /// <summary>The first place on the way where it covers nothing, nearest to the called service, where ways have parted.</summary>
        public Box Free(GraphEdge edge, double width, IReadOnlyList<Box> taken)
        {
            double[] places = [0.78, 0.7, 0.86, 0.62, 0.55, 0.48, 0.4, 0.32, 0.25, 0.18];
            return places.Select(place => At(edge, place, width)).FirstOrDefault(box => taken.All(other => !other.Meets(box)), At(edge, places[0], width));
        }

        /// <summary>A cubic whose inner points lie half way between the columns.</summary>
        public Curve Way(GraphEdge edge)
        {
            var (from, to) = (Right(edge.From), Left(edge.To));
            double[] bends = [0, -RowHeight, RowHeight, -2 * RowHeight, 2 * RowHeight];
            return bends.Select(bend => new Curve(from, to, bend)).FirstOrDefault(Misses, new Curve(from, to, 0));

            // A way that leads behind a service would look like that service's own.
            bool Misses(Curve curve) => _left.Keys.Where(node => node != edge.From && node != edge.To)
                .All(node => Enumerable.Range(1, 39).All(step => !Around(node).Meets(curve.At(step / 40.0, 8, 8))));
        }

        private Box At(GraphEdge edge, double t, double width) => Way(edge).At(t, width, 20);
    }

    /// <summary>From the right side of a service to the left side of another; bent where it would lead behind a third.</summary>
    private readonly record struct Curve((double X, double Y) From, (double X, double Y) To, double Bend)
    {
        private double Middle => (From.X + To.X) / 2;

        public Box At(double t, double width, double height)
        {
            var u = 1 - t;
            var x = (u * u * u * From.X) + (3 * u * t * Middle) + (t * t * t * To.X);
            var y = (u * u * u * From.Y) + (3 * u * u * t * (From.Y + Bend)) + (3 * u * t * t * (To.Y + Bend)) + (t * t * t * To.Y);
            return new Box(x - (width / 2), y - (height / 2), width, height);
        }

        public override string ToString() =>
            $"M{Number(From.X)} {Number(From.Y)} C{Number(Middle)} {Number(From.Y + Bend)} {Number(Middle)} {Number(To.Y + Bend)} {Number(To.X)} {Number(To.Y)}";
    }

    private readonly record struct Box(double X, double Y, double Width, double Height)
    {
        public bool Meets(Box other) =>
            X < other.X + other.Width && other.X < X + Width && Y < other.Y + other.Height && other.Y < Y + Height;
    }
}
