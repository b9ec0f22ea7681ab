using System.Globalization;
using Lab.Chaos.Journals;
using Lab.Chaos.Reports.Page.Charts;

namespace Lab.Chaos.Reports.Page.Sections;

/// <summary>Loads and what was asked of them; the sweep over alignment.</summary>
internal static class LoadSection
{
    public static Html Loads(Journal journal) => Html.Join(journal.Arms.Where(arm => arm.Load is not null).Select((arm, number) => Parts.Section(
        $"load-{number}", $"{arm.Summary.Variant}, {arm.Summary.Condition}: was the load carried?", Html.Of(
            $"""
            <p>{Parts.Verdict(arm.Summary.Verdict)} {LoadText.Asked(arm, arm.Load!)}</p><p class="soft">{LoadText.Sent(arm.Load!)}</p>
            {Parts.Table("Requests by outcome, and their latency", ["requests", ">ok", ">fail", ">info", ">mean", ">p50", ">p90", ">p95", ">p99", ">p99.9", ">max"], arm.Load!.Steps.Select(Row))}
            {(arm.Load!.Doubts.Count == 0 ? Html.Empty : Parts.Sentences(arm.Load.Doubts.Select(doubt => $"Proves less than it could: {doubt}.")))}
            """))));

    public static Html Thresholds(Journal journal) => journal.Thresholds.Count == 0 ? Html.Empty : Parts.Section(
        "thresholds", "Do the thresholds hold?", Parts.Table("Thresholds against arms", ["threshold", "arm", "verdict", "measured"], journal.Thresholds.Select(threshold => (IReadOnlyList<Html>)
        [
            Parts.Text(threshold.Threshold), Parts.Text(threshold.Arm), Parts.Verdict(threshold.Verdict), Parts.Text(threshold.Sentence),
        ])));

    public static Html Sweep(Journal journal) => journal.Sweep.Count == 0 ? Html.Empty : Parts.Section("sweep", "How does the rate depend on alignment?", Html.Of(
        $"""
        {RateCurve.Draw("Share of volleys violated against how far apart requests were released", "window over which a volley was released; share of volleys violated with its 95 % interval", [.. journal.Sweep.Select(point => new RateCurve.Point(SweepText.Milliseconds(point.Asked), point.Counted == 0 ? null : (double)point.Violated / point.Counted, point.Share, SweepText.Share(point)))])}
        {Parts.Table("The same as a table", ["asked", ">sent", ">received", "volleys violated (95 %)"], journal.Sweep.Select(point => (IReadOnlyList<Html>)
        [
            Parts.Text(SweepText.Milliseconds(point.Asked)), Parts.Text(SweepText.Milliseconds(point.Sent)), Parts.Text(SweepText.Milliseconds(point.Received)), Parts.Text(SweepText.Share(point)),
        ]))}
        """));

    private static IReadOnlyList<Html> Row(StepReport step) =>
    [
        Parts.Text(step.Name), Count(step.Outcomes.Ok), Count(step.Outcomes.Fail), Count(step.Outcomes.Info),
        .. step.Latency is { } latency
            ? new[] { latency.Mean, latency.P50, latency.P90, latency.P95, latency.P99, latency.P999, latency.Max }.Select(time => Parts.Text(LoadText.Milliseconds(time)))
            : Enumerable.Repeat(Html.Empty, 7),
    ];

    private static Html Count(long count) => Parts.Text(count.ToString(CultureInfo.InvariantCulture));
}
