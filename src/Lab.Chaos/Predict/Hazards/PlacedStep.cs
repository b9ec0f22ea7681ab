using Lab.Chaos.Predict.Model;
using Lab.Chaos.Scenarios;

namespace Lab.Chaos.Predict.Hazards;

/// <summary>A step with its number and what stands around it.</summary>
/// <param name="Step">The step.</param>
/// <param name="Number">Depth-first from 1.</param>
/// <param name="Around">Locks and transactions that it stands in, outermost first.</param>
/// <param name="Operation">Whose step it is.</param>
internal sealed record PlacedStep(Step Step, int Number, IReadOnlyList<PlacedStep> Around, OperationModel Operation)
{
    public Boundary Boundary => new(Operation.Service, Step.Resource);

    public CellName Cell => new(Step.Resource, Step.Key);

    /// <summary>Others can meet it there: the key is not one request's or one client's own.</summary>
    public bool IsShared => !Step.Key.Contains("{operation}", StringComparison.Ordinal) && !Step.Key.Contains("{process}", StringComparison.Ordinal);

    /// <summary>It changes the cell, or something at the callee.</summary>
    public bool HasEffect => Step.Kind is StepKind.Write or StepKind.Atomic or StepKind.Invalidate || Step.Applies;

    /// <summary>Some lock keeps others out while it is done.</summary>
    public bool IsLocked => Around.Any(block => block.Step.Kind == StepKind.Lock);

    public bool IsSerializable => Around.Any(block => block.Step is { Kind: StepKind.Transaction, Isolation: Isolation.Serializable });

    /// <summary>All steps of an operation in program order.</summary>
    public static IReadOnlyList<PlacedStep> Of(OperationModel operation)
    {
        List<PlacedStep> all = [];
        Add(operation.Steps, []);
        return all;

        void Add(IReadOnlyList<Step> steps, IReadOnlyList<PlacedStep> around)
        {
            foreach (var step in steps)
            {
                var placed = new PlacedStep(step, all.Count + 1, around, operation);
                all.Add(placed);
                Add(step.Steps, step.Kind == StepKind.Read ? around : [.. around, placed]);
            }
        }
    }

    public static IReadOnlyList<IReadOnlyList<PlacedStep>> OfAll(SystemModel model) => [.. model.Operations.Select(Of)];
}
