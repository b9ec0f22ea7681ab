using System.Globalization;

namespace Lab.Chaos.Reports.Page.Charts;

/// <summary>Many values of a few kinds, each a dot in the lane of its kind, the median a line across: one row of a table.</summary>
internal static class Strip
{
    private const int Lane = 14;

    /// <param name="scale">The same for all rows.</param>
    /// <param name="lanes">Kind and values.</param>
    /// <param name="words">The medians, in words.</param>
    public static Html Draw(Scale scale, IReadOnlyList<(string Kind, IReadOnlyList<double> Values)> lanes, string words)
    {
        var height = (lanes.Count * Lane) + 10;
        return Svg.Image(words, "One dot a volley; the line across the lane is the median.", height, "dots", Html.Of(
            $"""{scale.Ticks.Select(tick => Svg.Line(scale.At(tick), 0, scale.At(tick), height, "grid"))}{lanes.Index().Select(lane => Dots(scale, lane.Item, 12 + (lane.Index * Lane)))}"""));
    }

    public static Html Axis(Scale scale, string unit) => Svg.Silent(14, "axis", Html.Join(scale.Ticks.Select(tick =>
        Svg.Text(scale.At(tick), 11, $"{tick.ToString("0.###", CultureInfo.InvariantCulture)} {unit}", $"tick {Svg.Anchor(scale.At(tick))}"))));

    private static Html Dots(Scale scale, (string Kind, IReadOnlyList<double> Values) lane, double y) => lane.Values.Count == 0
        ? Html.Empty
        : Html.Of($"""{lane.Values.Select(value => Svg.Dot(scale.At(value), y, 2.6, $"faded {lane.Kind}"))}{Middle(scale.At(Statistics.Quantiles.Median(lane.Values)), y, lane.Kind)}""");

    private static Html Middle(double x, double y, string kind) => Svg.Line(x, y - 6, x, y + 6, $"median {kind}");
}
