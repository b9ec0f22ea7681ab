using Lab.Chaos.Fuzz.Reports;

namespace Lab.Chaos.Reports.Page.Sections;

/// <summary>What hostile data shapes did.</summary>
internal static class FuzzSection
{
    public static Html Draw(FuzzResult? result) => result is null ? Html.Empty : Parts.Section("fuzz", "Which data shapes break it?", Html.Of(
        $"""
        <p>{Parts.Verdict(result.Verdict)} {result.Conclusion}</p>
        <p class="soft">{result.Requests} requests to {result.Operations} operation(s) in {result.DurationSeconds:0.0} s, answered: {string.Join(", ", result.Answers.OrderBy(answer => answer.Key, StringComparer.Ordinal).Select(answer => $"{answer.Key} ×{answer.Value}"))}.</p>
        {(result.Findings.Count == 0 ? Html.Empty : Parts.Table(
            "Findings, each as small as it could be made", ["operation", "oracle broken", "got", "field", "value", ">clients", ">fails", ">seen in"],
            result.Findings.Select(Row)))}
        {(result.Notes.Count == 0 ? Html.Empty : Parts.Sentences(result.Notes))}
        """));

    private static IReadOnlyList<Html> Row(FuzzFinding finding) =>
    [
        Parts.Text(finding.Operation), Parts.Text(finding.Oracle), Parts.Text(finding.Sign), Parts.Text(finding.Field ?? "none: plausible values do it"),
        Parts.Text(finding.Value is { } value ? $"{value} ({finding.Kind})" : "-"), Html.Of($"{finding.Clients}"), Html.Of($"{finding.Failed} of {finding.Reruns}"),
        Parts.Text(finding.Seen == 1 ? "1 case" : $"{finding.Seen} cases"),
    ];
}
