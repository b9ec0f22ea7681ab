using Lab.Chaos.Break.Reports;
using Lab.Chaos.Reports.Page.Charts;
using Lab.Chaos.Reports.Page.Evidence;

namespace Lab.Chaos.Reports.Page.Sections;

/// <summary>What faults did: before and under them, and the moments around each.</summary>
internal static class BreakSection
{
    public static Html Draw(BreakReport? report, IReadOnlyList<(string Name, Timeline Timeline)> underFaults) => report is null && underFaults.Count == 0
        ? Html.Empty
        : Parts.Section("break", "Does the fix survive faults?", Html.Of(
            $"""
            {(report is null ? Html.Empty : Table(report))}
            {underFaults.Select(arm => Html.Of($"""<h3>{arm.Name}</h3>{TimeChart.Draw($"Latency and rate of {arm.Name}, with the windows of its faults", arm.Timeline)}<p class="soft">{string.Join("; ", arm.Timeline.Faults.Select(fault => fault.Words))}.</p>"""))}
            """));

    private static Html Table(BreakReport report) => Html.Of(
        $"""
        {Parts.Table(
            "Volleys violated, and what became of acknowledged operations",
            ["variant", "before faults (95 %)", "under faults (95 %)", ">acknowledged", ">lost", ">duplicated", ">recovered in"],
            report.Variants.Select(variant => (IReadOnlyList<Html>)
            [
                Parts.Text(variant.Variant), Parts.Text(BreakText.Share(variant.Before)), Parts.Text(BreakText.Share(variant.Under)),
                Count(variant.Orders?.Acknowledged), Count(variant.Orders?.Lost), Count(variant.Orders?.Duplicated), Html.Of($"{variant.Recovery.TotalSeconds:0.0} s"),
            ]))}
        {Parts.Sentences(report.Variants.SelectMany(variant => variant.Faults, (variant, fault) => $"{variant.Variant} {BreakText.Sentence(fault)}"))}
        {(report.SuspectAgainstFix is { } comparison ? Html.Of($"<p><b>Does the fix matter under faults?</b> {comparison.Sentence}</p>") : Html.Empty)}
        """);

    private static Html Count(int? count) => count is { } known ? Html.Of($"{known}") : Html.Of($"-");
}
