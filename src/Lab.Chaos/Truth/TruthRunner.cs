using Lab.Chaos.Checks;
using Lab.Chaos.Cli;
using Lab.Chaos.Experiments;
using Lab.Chaos.Journals;
using Lab.Chaos.Reports;
using Lab.Chaos.Scenarios;
using Lab.Contracts;

namespace Lab.Chaos.Truth;

/// <summary>Runs cells on real parts, variant by variant, so that replicas are started again as seldom as can be.</summary>
internal static class TruthRunner
{
    public static IReadOnlyList<ArmPlan> Plan(Scenario scenario, IReadOnlyList<TruthCell> cells) =>
    [
        .. cells
            .GroupBy(cell => cell.Variant)
            .SelectMany(row => row)
            .Select(cell => Arm(scenario, cell, scenario.Conditions.Single(condition => condition.Name == cell.Condition))),
    ];

    private static ArmPlan Arm(Scenario scenario, TruthCell cell, Condition condition) => new(
        scenario.Variants.Single(variant => variant.Name == cell.Variant), condition, cell.Volleys, VolleySize.Of(scenario, condition))
    {
        StopsAtWitness = cell.Expected == Verdict.Violated,
    };

    /// <summary>Expected against what came out; a cell that did not run came out Unknown.</summary>
    public static IReadOnlyList<TruthOutcome> Compare(IReadOnlyList<TruthCell> cells, IReadOnlyList<ArmReport> arms) =>
    [
        .. cells.Select(cell => new TruthOutcome(
            cell,
            arms.FirstOrDefault(arm => arm.Summary.Variant == cell.Variant && arm.Summary.Condition == cell.Condition))),
    ];

    /// <summary>
    /// 0 when every cell agrees; else 1 when a fix came out Violated, else 2. A suspect that is caught as expected is an agreement.
    /// </summary>
    public static int ExitCode(Scenario scenario, IReadOnlyList<TruthOutcome> outcomes)
    {
        if (outcomes.Count > 0 && outcomes.All(outcome => outcome.Agrees))
        {
            return ExitCodes.Holds;
        }

        var fixes = scenario.Variants.Where(variant => variant.Role == VariantRole.Fix).Select(variant => variant.Name).ToHashSet();
        return outcomes.Any(outcome => outcome.Verdict == Verdict.Violated && fixes.Contains(outcome.Cell.Variant))
            ? ExitCodes.Violated
            : ExitCodes.Unknown;
    }
}

/// <summary>A cell and what came out.</summary>
internal sealed record TruthOutcome(TruthCell Cell, ArmReport? Arm)
{
    public Verdict Verdict => Arm?.Summary.Verdict ?? Verdict.Unknown;

    public bool Agrees => Verdict == Cell.Expected;

    /// <summary>
    /// The cells of a recorded run that have an arm, against the table that was copied into its folder; empty when that cannot be read any more.
    /// </summary>
    public static IReadOnlyList<TruthOutcome> Read(RunFolder run, Scenario scenario, IReadOnlyList<ArmReport> arms)
    {
        try
        {
            var table = TruthReader.Read(new SourceFile(Path.Combine(run.Path, TruthReader.FileName), TruthReader.FileName), scenario);
            return [.. TruthRunner.Compare(table.Cells, arms).Where(outcome => outcome.Arm is not null)];
        }
        catch (LabException)
        {
            return [];
        }
    }
}
