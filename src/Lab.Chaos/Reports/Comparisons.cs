using Lab.Chaos.Checks;
using Lab.Chaos.Journals;
using Lab.Chaos.Scenarios;
using Lab.Contracts;

namespace Lab.Chaos.Reports;

/// <summary>Which arms of a run are set side by side, and what that answers.</summary>
internal static class Comparisons
{
    public static IReadOnlyList<ComparisonReport> Of(
        RunHeader header, Scenario scenario, IReadOnlyList<ArmReport> arms, Seed seed)
    {
        if (header is not { Command: "hunt", Suspect: { } suspect, Fix: { } fix })
        {
            return [];
        }

        var aligned = Hunt.Aligned(scenario).Name;
        var unaligned = Hunt.Unaligned(scenario).Name;
        return
        [
            .. Pair("Does alignment matter?", (suspect, aligned), (suspect, unaligned)),
            .. Pair("Does the fix matter?", (suspect, aligned), (fix, aligned)),
        ];

        IEnumerable<ComparisonReport> Pair(string question, (string, string) first, (string, string) second) =>
            Find(first) is { } one && Find(second) is { } other
                ? [new ComparisonReport(question, ArmComparison.Of(one, other, seed))]
                : [];

        ArmSummary? Find((string Variant, string Condition) arm) => arms
            .Select(report => report.Summary)
            .FirstOrDefault(summary => summary.Variant == arm.Variant && summary.Condition == arm.Condition);
    }
}
