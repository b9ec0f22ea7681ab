using Lab.Chaos.Truth;

namespace Lab.Chaos.Reports.Page.Sections;

/// <summary>Variants down, conditions across: what came out, and where that is not what was expected.</summary>
internal static class TruthSection
{
    public static Html Draw(IReadOnlyList<TruthOutcome> outcomes)
    {
        if (outcomes.Count == 0)
        {
            return Html.Empty;
        }

        string[] conditions = [.. outcomes.Select(outcome => outcome.Cell.Condition).Distinct()];
        return Parts.Section("truth", "Did every cell come out as expected?", Html.Of(
            $"""
            <p>{outcomes.Count(outcome => outcome.Agrees)} of {outcomes.Count} cells as expected.</p>
            {Parts.Table("Verdict, and violated of all volleys", ["variant", .. conditions], outcomes.GroupBy(outcome => outcome.Cell.Variant).Select(row => (IReadOnlyList<Html>)
            [
                Parts.Text(row.Key),
                .. conditions.Select(condition => Cell(row.FirstOrDefault(outcome => outcome.Cell.Condition == condition))),
            ]))}
            """));
    }

    private static Html Cell(TruthOutcome? outcome) => outcome is null ? Html.Empty : Html.Of(
        $"""{Parts.Verdict(outcome.Verdict)}<small>{outcome.Arm!.Summary.Violated} of {outcome.Arm.Summary.Volleys}{(outcome.Agrees ? "" : $", expected {outcome.Cell.Expected}")}</small>""");
}
