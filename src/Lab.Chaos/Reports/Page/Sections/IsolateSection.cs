using Lab.Chaos.Isolate;
using Lab.Chaos.Reports.Page.Charts;
using Lab.Chaos.Statistics;

namespace Lab.Chaos.Reports.Page.Sections;

/// <summary>Rate against the latency of one downstream.</summary>
internal static class IsolateSection
{
    public static Html Draw(IsolationResult? result) => result is null ? Html.Empty : Parts.Section("isolate", "Does a slower downstream widen the window?", Html.Of(
        $"""
        <div class="pair"><div><h3>{result.Downstream} of {result.Variant}: rate against latency</h3>
        {RateCurve.Draw($"Share of volleys violated against the latency of {result.Downstream}", $"median latency of {result.Downstream}; share of volleys violated with its 95 % interval", [.. Points(result)])}</div>
        <div>{Parts.Sentences(IsolationText.Sentences(result))}</div></div>
        <details><summary>The ladder as a table</summary>{Table(result)}</details>
        """));

    private static IEnumerable<RateCurve.Point> Points(IsolationResult result) => result.Ladder.Select(rung => Point(rung, result, null))
        .Concat(result.Confirmation is { } fresh ? new[] { fresh.AsItIs, fresh.Slowed, fresh.Closed }.Select(rung => Point(rung, result, "fresh")) : []);

    private static RateCurve.Point Point(Rung rung, IsolationResult result, string? note) => new(
        rung.LatencyMs switch { null => "as is", 0 => "none", _ => Rung.Words(rung.Latency) }, rung.Rate, rung.Interval, Words(rung),
        rung.LatencyMs is not null && rung.LatencyMs.Equals(result.Confirmation?.Slowed.LatencyMs), note);

    private static Html Table(IsolationResult result) => Parts.Table(
        $"Volleys of {result.Requests} requests spread over {Parts.Number(result.Within.TotalSeconds)} s",
        ["latency, median", ">violated volleys", "95 %", ">a volley", ">violated per s"],
        result.Ladder.Select(rung => Row("", rung)).Concat(
            result.Confirmation is { } fresh ? [Row("fresh, ", fresh.AsItIs), Row("fresh, ", fresh.Slowed), Row("fresh, ", fresh.Closed)] : []));

    private static IReadOnlyList<Html> Row(string prefix, Rung rung) =>
    [
        Parts.Text(prefix + (rung.LatencyMs == 0 ? "no delay" : Rung.Words(rung.Latency))),
        Parts.Text($"{rung.Violated} of {rung.Counted}{(rung.Unknown > 0 ? $", {rung.Unknown} unknown" : "")}"),
        Parts.Text(rung is { Violated: 0, Counted: > 0 } ? $"at most {Percent.Text(rung.Interval.Upper)}" : Percent.Text(rung.Interval)),
        Parts.Text($"{Parts.Number(rung.Seconds)} s"),
        Parts.Text(Parts.Number(rung.PerSecond)),
    ];

    private static string Words(Rung rung) => $"{rung.Violated} of {rung.Counted} volleys violated, 95 % {Percent.Text(rung.Interval)}";
}
