using Lab.Chaos.Checks;
using Spectre.Console;

namespace Lab.Chaos.Truth;

/// <summary>The truth table as people read it: variants down, conditions across, and under it what disagreed and why.</summary>
internal static class TruthReport
{
    public static void Write(IReadOnlyList<TruthOutcome> outcomes, IAnsiConsole console)
    {
        string[] conditions = [.. outcomes.Select(outcome => outcome.Cell.Condition).Distinct()];
        var table = new Table().Border(TableBorder.Rounded).AddColumn("").AddColumns(conditions);
        foreach (var row in outcomes.GroupBy(outcome => outcome.Cell.Variant))
        {
            table.AddRow(
                [
                    Markup.Escape(row.Key),
                    .. conditions.Select(condition => Cell(row.FirstOrDefault(outcome => outcome.Cell.Condition == condition))),
                ]);
        }

        console.Write(table);
        foreach (var outcome in outcomes.Where(outcome => !outcome.Agrees))
        {
            console.MarkupLineInterpolated(
                $"[red]✗[/] {outcome.Cell.Variant}, {outcome.Cell.Condition}: expected {outcome.Cell.Expected}, came out {outcome.Verdict}.");
            foreach (var sentence in outcome.Arm?.Evidence ?? ["It did not run."])
            {
                console.MarkupLineInterpolated($"    {sentence}");
            }
        }

        var agree = outcomes.Count(outcome => outcome.Agrees);
        console.MarkupLineInterpolated($"{agree} of {outcomes.Count} cells as expected. Violated and total volleys stand in each cell.");
    }

    // "Violated 30/30": the verdict, the volleys that were violated, the volleys that were fired.
    private static string Cell(TruthOutcome? outcome)
    {
        if (outcome is null)
        {
            return "";
        }

        var colour = !outcome.Agrees ? "red" : outcome.Verdict switch
        {
            Verdict.Holds => "green",
            Verdict.Violated => "yellow",
            _ => "grey",
        };
        var count = outcome.Arm is { } arm ? $" {arm.Summary.Violated}/{arm.Summary.Volleys}" : "";
        return $"[{colour}]{(outcome.Agrees ? "" : "✗ ")}{outcome.Verdict}{count}[/]";
    }
}
