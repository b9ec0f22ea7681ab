using System.Globalization;
using Lab.Chaos.Checks;
using Lab.Chaos.Fuzz.Running;

namespace Lab.Chaos.Fuzz.Reports;

/// <summary>The verdict of a campaign, and the sentence that says why.</summary>
internal static class FuzzConclusion
{
    public static (Verdict Verdict, string Sentence) Of(CampaignTally tally)
    {
        var found = tally.Book.Findings;
        var verdict = tally switch
        {
            _ when found.Any(finding => finding.Verdict == Verdict.Violated) => Verdict.Violated,
            { Gone: not null } or { Answered: 0 } or { Notes.Count: > 0 } => Verdict.Unknown,
            _ when found.Count > 0 => Verdict.Unknown,
            _ => Verdict.Holds,
        };
        var sentence = tally switch
        {
            { Gone: { } gone } => $"the target ended and did not come back ({gone}){Found(found)}.",
            { Answered: 0 } => "no request was answered, so nothing was seen.",
            _ when found.Count > 0 => Text($"{found.Count} {(found.Count == 1 ? "way" : "ways")} to break it in {tally.Cases} cases ({tally.Failures} failed)."),
            { Notes.Count: > 0 } => Text($"{tally.Cases} cases broke nothing that could be broken again, but not all went well."),
            _ => Text($"{tally.Cases} cases, {tally.Requests} requests, and no oracle was broken."),
        };
        return (verdict, sentence);
    }

    private static string Found(IReadOnlyList<FuzzFinding> found) => found.Count == 0 ? "" : $"; before that {found.Count} {(found.Count == 1 ? "finding" : "findings")}";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
