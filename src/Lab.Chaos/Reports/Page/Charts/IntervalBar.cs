using Lab.Chaos.Statistics;

namespace Lab.Chaos.Reports.Page.Charts;

/// <summary>
/// A rate and its interval on a line from 0 to 100 %, one row of a table:
/// <code>|    ├────●────────┤      |         |         |</code>
/// A rate of 0 has an open dot: nothing was seen, and the interval says how much may have been missed.
/// </summary>
internal static class IntervalBar
{
    private const int Height = 42;
    private const int Upper = 14;
    private const int Lower = 28;

    public static Html Draw(double? rate, Interval interval, string kind, string words) => Svg.Image(
        words, "The dot is the share that was seen, the line its 95 % interval, from 0 to 100 %.", Height, "bar",
        Html.Of($"{Grid()}{(rate is { } seen ? Mark(seen, interval, kind, Height / 2.0) : Html.Empty)}"));

    /// <summary>Two of them under each other: predicted above, measured below.</summary>
    public static Html Pair((double Rate, Interval Interval) predicted, (double Rate, Interval Interval) measured, string words) => Svg.Image(
        words, "Above, lighter: predicted. Below: measured. Each with its 95 % interval, from 0 to 100 %.", Height, "bar",
        Html.Of($"{Grid()}{Mark(predicted.Rate, predicted.Interval, "predicted", Upper)}{Mark(measured.Rate, measured.Interval, "measured", Lower)}"));

    /// <summary>Labels of the line, for the head of the column.</summary>
    public static Html Axis() => Svg.Silent(14, "axis", Html.Join(Scale.Shares.Ticks.Select(tick =>
        Svg.Text(tick, 11, Percent.Text(tick), $"tick {Svg.Anchor(tick)}{(tick is 0.25 or 0.75 ? " minor" : "")}"))));

    private static Html Grid() => Html.Join(Scale.Shares.Ticks.Select(tick => Svg.Line(tick, 0, tick, Height, "grid")));

    private static Html Mark(double rate, Interval interval, string kind, double y) => Html.Of(
        $"""{Svg.Line(interval.Lower, y, interval.Upper, y, $"reach {kind}")}{Svg.Line(interval.Lower, y - 4, interval.Lower, y + 4, $"reach {kind}")}{Svg.Line(interval.Upper, y - 4, interval.Upper, y + 4, $"reach {kind}")}{Svg.Dot(rate, y, 4.5, $"{(rate == 0 ? "open" : "dot")} {kind}")}""");
}
