using Lab.Chaos.Checks;
using Lab.Chaos.Journals;
using Lab.Chaos.Reports.Page.Charts;

namespace Lab.Chaos.Reports.Page.Sections;

/// <summary>The failure rate of each arm with its interval, what the arms say side by side, and an example of each violation.</summary>
internal static class Rates
{
    public static Html Draw(Journal journal)
    {
        var volleys = journal.Arms.Where(arm => arm.Load is null).ToList();
        return volleys.Count == 0 ? Html.Empty : Parts.Section("rates", "How often does it break?", Html.Of(
            $"""
            {Table(volleys, journal)}
            <div class="prose">{journal.Comparisons.Select(comparison => Html.Of($"<p><b>{comparison.Question}</b> {comparison.Result.Sentence}</p>"))}
            {Parts.Paragraphs(JournalText.Clean(journal))}{Parts.Paragraphs(JournalText.Examples(journal))}
            {Note(JournalText.Entry(journal))}{Note(JournalText.Merged(journal))}</div>
            """));
    }

    private static Html Note(string? sentence) => sentence is null ? Html.Empty : Html.Of($"""<p class="soft">{sentence}</p>""");

    private static Html Table(IReadOnlyList<ArmReport> arms, Journal journal) => Html.Of(
        $"""
        <table class="rows rates" role="table"><caption>Share of volleys violated, with its 95 % Clopper-Pearson interval; the volley is the unit</caption>
        <thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">arm</th><th scope="col" role="columnheader">verdict</th><th scope="col" role="columnheader" class="chart"><span class="sr">share of volleys violated</span>{IntervalBar.Axis()}</th>
        <th scope="col" role="columnheader">volleys violated (95 %)</th><th scope="col" role="columnheader" class="n">oversold</th><th scope="col" role="columnheader">oversold per request (95 %)</th><th scope="col" role="columnheader" class="n">latency p50 / p99</th></tr></thead>
        <tbody role="rowgroup">{arms.Select(arm => Row(arm.Summary, journal))}</tbody></table>
        """);

    private static Html Row(ArmSummary arm, Journal journal) => Html.Of(
        $"""
        <tr role="row"><th scope="row" role="rowheader"><b>{arm.Variant}</b> <span>{arm.Condition}</span></th><td role="cell" class="v">{Parts.Verdict(arm.Verdict)}{(IsWanted(arm, journal) ? Html.Of($"""<small>caught</small>""") : Html.Empty)}</td>
        <td role="cell" class="chart">{IntervalBar.Draw(arm.Rate, arm.ViolatedShare, Parts.Kind(arm.Verdict), $"{arm.Name}: {ArmCells.Share(arm)} of volleys violated")}</td>
        <td role="cell" data-label="volleys violated">{Parts.Stacked(ArmCells.Share(arm), ", ")}</td><td role="cell" class="n" data-label="oversold">{ArmCells.Units(arm.Units)}</td>
        <td role="cell" data-label="per request">{Parts.Stacked(ArmCells.PerRequest(arm.Units), " (")}</td><td role="cell" class="n" data-label="latency p50 / p99">{ArmCells.Milliseconds(arm.Latency?.P50)} / {ArmCells.Milliseconds(arm.Latency?.P99)}</td></tr>

        """);

    // Red for what a hunt set out to find would read as bad news.
    private static bool IsWanted(ArmSummary arm, Journal journal) => journal is { Fix: not null } && arm.Variant == journal.Suspect && arm.Verdict == Verdict.Violated;
}
