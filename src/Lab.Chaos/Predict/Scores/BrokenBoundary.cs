using Lab.Chaos.Predict.Forecasts;
using Lab.Chaos.Reports;
using Lab.Chaos.Scenarios;

namespace Lab.Chaos.Predict.Scores;

/// <summary>
/// Which boundary broke, as far as measurements tell. A violated invariant names columns, a column of Redis names a key, and a key is
/// changed by steps at a boundary:
/// <code>stock-never-negative -> cached -> stock:{key} in redis -> inventory -> redis</code>
/// What a column of SQL was made from cannot be told from its text. Where the invariants point to no boundary, or to several, nothing
/// is claimed: taking the predicted hotspot for it would prove the prediction by itself.
/// </summary>
internal static class BrokenBoundary
{
    /// <param name="scenario">Its invariants, state and steps.</param>
    /// <param name="suspect">Names the variant whose arms are asked.</param>
    /// <param name="arms">With the invariants that were violated.</param>
    public static string? Of(Scenario scenario, Prediction suspect, IReadOnlyList<ArmReport> arms)
    {
        var broken = arms.Where(arm => arm.Summary.Variant == suspect.Variant).SelectMany(arm => arm.Broken).ToHashSet();
        var columns = scenario.Invariants
            .Where(invariant => broken.Contains(invariant.Name) && invariant.Holds is { Operator: not ("=" or "==" or "!=") })
            .SelectMany(invariant => new[] { invariant.Holds!.Left, invariant.Holds.Right });
        var cells = scenario.State
            .SelectMany(state => state.Redis.Select(column => (Column: column.Key, Cell: new CellName(state.Resource, column.Value))))
            .Where(state => columns.Contains(state.Column))
            .Select(state => state.Cell)
            .ToHashSet();
        var variant = scenario.Variants.FirstOrDefault(known => known.Name == suspect.Variant);
        var book = new Questions.StepBook(Modelled.Of(scenario, variant, processors: null));
        var boundaries = book.Model.Boundaries
            .Where(boundary => book.At(boundary).Any(step => step.Step.Kind is StepKind.Write or StepKind.Atomic && cells.Contains(step.Cell)))
            .ToList();
        return boundaries is [var only] ? only.ToString() : null;
    }
}
