using Lab.Chaos.Checks;
using Lab.Chaos.Contain;
using Lab.Chaos.Reports.Page.Charts;
using Lab.Chaos.Statistics;

namespace Lab.Chaos.Reports.Page.Sections;

/// <summary>With and without a CPU limit.</summary>
internal static class ContainSection
{
    public static Html Draw(ContainmentResult? result) => result is null ? Html.Empty : Parts.Section("contain", "Does a CPU limit expose it?", Html.Of(
        $"""
        <h3>{result.Variant} with {result.Limits.ToString()} for each replica of {string.Join(", ", result.Services)}</h3>
        <table class="rows few" role="table"><caption>Share of volleys violated, with its 95 % interval</caption>
        <thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">arm</th><th scope="col" role="columnheader" class="chart"><span class="sr">share of volleys violated</span>{IntervalBar.Axis()}</th><th scope="col" role="columnheader">volleys violated (95 %)</th><th scope="col" role="columnheader" class="n">mean latency</th></tr></thead>
        <tbody role="rowgroup">{new[] { result.Free, result.Limited }.Select(Row)}</tbody></table>
        {Parts.Sentences(ContainmentText.Sentences(result))}
        """));

    private static Html Row(ContainmentArm arm)
    {
        var words = arm switch
        {
            { Counted: 0 } => "no volley counts",
            { Violated: 0 } => $"0 of {arm.Counted}, at most {Percent.Text(arm.Interval.Upper)}",
            _ => $"{arm.Violated} of {arm.Counted} ({Percent.Text(arm.Interval)})",
        };
        var kind = Parts.Kind(arm.Violated > 0 ? Verdict.Violated : arm.Counted > 0 ? Verdict.Holds : Verdict.Unknown);
        return Html.Of(
            $"""
            <tr role="row"><th scope="row" role="rowheader"><b>{arm.Name}</b></th><td role="cell" class="chart">{IntervalBar.Draw(arm.Rate, arm.Interval, kind, $"{arm.Name}: {words} volleys violated")}</td>
            <td role="cell" data-label="volleys violated">{words}</td><td role="cell" class="n" data-label="mean latency">{(arm.MeanMilliseconds is { } mean ? $"{Parts.Number(mean)} ms" : "-")}</td></tr>

            """);
    }
}
