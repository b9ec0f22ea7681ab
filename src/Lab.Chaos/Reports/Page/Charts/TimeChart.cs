using System.Globalization;
using Lab.Chaos.Reports.Page.Evidence;

namespace Lab.Chaos.Reports.Page.Charts;

/// <summary>
/// What happened when: latencies above on a logarithmic scale, one mark a volley from its median to its 99th percentile; below answers a second by outcome;
/// windows of faults shaded through both; at the foot the arms, by number, where there are several.
/// </summary>
internal static class TimeChart
{
    private const int LatencyTop = 8;
    private const int LatencyBottom = 150;
    private const int RateTop = 172;
    private const int RateBottom = 236;
    private const int BandTop = 262;
    private const int WithBands = 284;
    private const int WithoutBands = 258;

    public static Html Draw(string title, Timeline timeline)
    {
        var x = Scale.Linear(timeline.From, timeline.To);
        var y = Scale.Logarithmic(timeline.Marks.SelectMany(mark => new[] { mark.P50, mark.P99 }));
        var most = timeline.Rates.Select(rate => rate.PerSecond).DefaultIfEmpty(1).Max();
        var height = timeline.Bands.Count > 0 ? WithBands : WithoutBands;
        var plot = Svg.Image(title, Words(timeline), height, "plot", Html.Of(
            $"""
            {timeline.Faults.Select(fault => Fault(fault, x))}
            {y.Ticks.Select(tick => Svg.Line(0, Latency(y, tick), 1, Latency(y, tick), "grid"))}
            {new[] { 0.0, 0.5, 1 }.Select(share => Svg.Line(0, Rate(share), 1, Rate(share), "grid"))}
            {timeline.Rates.Select(rate => Bars(rate, x, most))}
            {timeline.Marks.OrderBy(mark => mark.IsViolated).Select(mark => Mark(mark, x, y))}
            {x.Ticks.Select((tick, number) => Tick(tick, x, number % 2 == 0 ? "" : " minor"))}
            {timeline.Bands.Select(band => Band(band, x))}
            """));
        var labels = Svg.Silent(height, "scale", Html.Of(
            $"""
            {y.Ticks.Select(tick => Svg.Text(1, Latency(y, tick) + 4, tick < 1000 ? $"{Number(tick)} ms" : $"{Number(tick / 1000)} s", "tick end"))}
            {Svg.Text(1, Rate(0) + 4, "0/s", "tick end")}{Svg.Text(1, Rate(1) + 4, $"{Number(most)}/s", "tick end")}
            """));
        return Html.Of($"""<div class="framed">{labels}{plot}</div>{(timeline.Bands.Count > 0 ? Legend(timeline) : Html.Empty)}""");
    }

    private static double Latency(Scale y, double milliseconds) => LatencyBottom - (y.At(milliseconds) * (LatencyBottom - LatencyTop));

    private static double Rate(double share) => RateBottom - (share * (RateBottom - RateTop));

    private static Html Tick(double tick, Scale x, string rank) => Html.Of(
        $"""{Svg.Line(x.At(tick), RateBottom, x.At(tick), RateBottom + 4, "grid")}{Svg.Text(x.At(tick), RateBottom + 17, $"{Number(tick)} s", $"tick {Svg.Anchor(x.At(tick))}{rank}")}""");

    private static Html Mark(TimeMark mark, Scale x, Scale y)
    {
        var kind = mark.IsViolated ? "violated" : "plain";
        var at = x.At(mark.At);
        return Html.Of(
            $"""{Svg.Line(at, Latency(y, mark.P50), at, Latency(y, mark.P99), $"whisker {kind}")}{Svg.Dot(at, Latency(y, mark.P50), 2.2, $"dot {kind}", mark.Words)}""");
    }

    private static Html Bars(RateBucket bucket, Scale x, double most)
    {
        var (left, width) = (x.At(bucket.From), x.At(bucket.To) - x.At(bucket.From));
        var bars = new List<Html>();
        var below = 0.0;
        foreach (var (count, kind) in new[] { (bucket.Ok, "ok"), (bucket.Fail, "fail"), (bucket.Info, "info") })
        {
            var share = count / (bucket.To - bucket.From) / most;
            if (count > 0)
            {
                bars.Add(Svg.Rect(left, Rate(below + share), width, (RateBottom - RateTop) * share, $"rate {kind}"));
            }

            below += share;
        }

        return Html.Join(bars);
    }

    private static Html Fault(FaultWindow fault, Scale x)
    {
        var (from, to) = (x.At(fault.From), x.At(fault.To ?? fault.From));
        return Html.Of(
            $"""{Svg.Rect(from, LatencyTop, to - from, RateBottom - LatencyTop, "fault", fault.Words)}{Svg.Line(from, LatencyTop, from, RateBottom, "strike")}""");
    }

    private static Html Band(TimeBand band, Scale x)
    {
        var (from, to) = (x.At(band.From), x.At(band.To));
        var words = string.Create(CultureInfo.InvariantCulture, $"{band.Name}: {band.From:0.#} to {band.To:0.#} s");
        return Html.Of($"""{Svg.Rect(from, BandTop, Math.Max(to - from, 0.002), 5, $"band {(band.Number % 2 == 0 ? "even" : "odd")}", words)}{Svg.Text((from + to) / 2, BandTop + 17, Number(band.Number), "tick middle")}""");
    }

    private static Html Legend(Timeline timeline) => Html.Of(
        $"""
        {Parts.Key([("plain", "volley, from the median to the 99th percentile of its latency"), ("violated", "violated volley"), .. timeline.Faults.Count > 0 ? [("fault", "fault in force")] : Array.Empty<(string, string)>(), ("ok", "accepted a second"), ("fail", "refused"), ("info", "unknown")])}
        <ol class="bands">{timeline.Bands.Select(band => Html.Of($"<li>{band.Name}</li>"))}</ol>
        """);

    private static string Words(Timeline timeline) => string.Create(
        CultureInfo.InvariantCulture,
        $"{timeline.Marks.Count(mark => mark.IsViolated)} of {timeline.Marks.Count} marks are violated. Arms: {string.Join("; ", timeline.Bands.Select(band => $"{band.Name} from {band.From:0.#} to {band.To:0.#} s"))}. Faults: {(timeline.Faults.Count == 0 ? "none" : string.Join("; ", timeline.Faults.Select(fault => fault.Words)))}.");

    private static string Number(double value) => value.ToString(value < 10 ? "0.##" : "0", CultureInfo.InvariantCulture);
}
