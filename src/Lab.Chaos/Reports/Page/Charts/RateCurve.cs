using Lab.Chaos.Statistics;

namespace Lab.Chaos.Reports.Page.Charts;

/// <summary>A rate with its interval for each of a few settings, in order: rate against latency, rate against alignment.</summary>
internal static class RateCurve
{
    private const int Top = 12;
    private const int Bottom = 190;
    private const int Height = 230;

    /// <summary>One setting.</summary>
    /// <param name="Label">Of the axis, with its unit.</param>
    /// <param name="Rate">Null when nothing counts.</param>
    /// <param name="Interval">95 %.</param>
    /// <param name="Words">The same, to be read.</param>
    /// <param name="IsChosen">Stands out.</param>
    /// <param name="Note">Under the label, for points that stand by themselves and are not joined with their neighbours.</param>
    public sealed record Point(string Label, double? Rate, Interval Interval, string Words, bool IsChosen = false, string? Note = null);

    /// <param name="title">What it shows.</param>
    /// <param name="axis">What lies across.</param>
    /// <param name="points">In order.</param>
    public static Html Draw(string title, string axis, IReadOnlyList<Point> points)
    {
        var plot = Svg.Image(title, string.Join("; ", points.Select(Words)), Height, "plot", Html.Of(
            $"""{Scale.Shares.Ticks.Select(tick => Svg.Line(0, Y(tick), 1, Y(tick), "grid"))}{Steps(points)}{points.Index().Select(point => Mark(point.Item, X(point.Index, points.Count)))}"""));
        var labels = Svg.Silent(Height, "scale", Html.Join(Scale.Shares.Ticks.Select(tick => Svg.Text(1, Y(tick) + 4, Percent.Text(tick), "tick end"))));
        return Html.Of($"""<div class="framed">{labels}{plot}</div><p class="axis-name">{axis}</p>""");
    }

    private static double X(int number, int count) => (number + 0.5) / count;

    private static double Y(double share) => Bottom - (share * (Bottom - Top));

    private static Html Steps(IReadOnlyList<Point> points) => Html.Join(points.Index().Zip(points.Index().Skip(1))
        .Where(pair => pair is { First.Item: { Rate: not null, Note: null }, Second.Item: { Rate: not null, Note: null } })
        .Select(pair => Svg.Line(
            X(pair.First.Index, points.Count), Y(pair.First.Item.Rate!.Value), X(pair.Second.Index, points.Count), Y(pair.Second.Item.Rate!.Value), "joined")));

    private static Html Mark(Point point, double x)
    {
        var label = Html.Of($"""{Svg.Text(x, Bottom + 18, point.Label, "tick middle")}{(point.Note is { } note ? Svg.Text(x, Bottom + 33, note, "tick middle") : Html.Empty)}""");
        if (point.Rate is not { } rate)
        {
            return label;
        }

        var kind = point.IsChosen ? "measured chosen" : "measured";
        return Html.Of(
            $"""{label}{Svg.Line(x, Y(point.Interval.Lower), x, Y(point.Interval.Upper), $"reach {kind}")}{Svg.Dot(x, Y(rate), point.IsChosen ? 6 : 4.5, $"{(rate == 0 ? "open" : "dot")} {kind}", Words(point))}""");
    }

    private static string Words(Point point) => $"{(point.Note is { } note ? $"{note}, " : "")}{point.Label}: {point.Words}";
}
