using Lab.Chaos.Scenarios;

namespace Lab.Chaos.Predict.Hazards;

/// <summary>An effect relies on what was read before, and nothing keeps others out in between: no lock, no version, no row lock.</summary>
internal sealed class ReadThenWrite : IHazard
{
    public string Name => "read-then-write";

    public IEnumerable<Finding> Find(ProgramView system) => system.Operations.SelectMany(operation =>
        Checks(operation).Concat(Updates(operation)).DistinctBy(finding => (finding.Boundary, finding.Steps[^1])));

    // Of several checks before one effect the last decides: those before it only spare work.
    private IEnumerable<Finding> Checks(OperationView operation) =>
        from check in operation.Steps
        where check.Step.Kind == StepKind.Check && check.IsShared
        let effect = ReliesOn(operation, check)
        where effect is not null
        group check by (check.Cell, effect.Number) into relied
        let check = relied.Last()
        let read = LastRead(operation, check)
        let effect = ReliesOn(operation, check)
        where read is not null && effect.Step is { Holds: null, Version: false } && !Exclusion.Keeps(read, effect)
        select new Finding
        {
            Hazard = Name,
            Boundary = effect.Cell == check.Cell ? effect.Boundary : check.Boundary,
            Operation = operation.Name,
            Steps = [read.Number, check.Number, effect.Number],
            Sentence = $"{operation.Name} reads {read.What}, checks that, and {effect.Deed} later; "
                + "between the two another request can do the same, and both are let through.",
        };

    private IEnumerable<Finding> Updates(OperationView operation) =>
        from write in operation.Steps
        where write.Step is { Kind: StepKind.Write, Add: not null } && write.IsShared
        let read = LastRead(operation, write)
        where read is not null && !Exclusion.Keeps(read, write)
        select new Finding
        {
            Hazard = Name,
            Boundary = write.Boundary,
            Operation = operation.Name,
            Steps = [read.Number, write.Number],
            Sentence = $"{operation.Name} reads {read.What} and writes back what it made from that; a change that another request makes in between is lost.",
        };

    private static NumberedStep? LastRead(OperationView operation, NumberedStep later) =>
        operation.Before(later).LastOrDefault(step => step.Step.Kind == StepKind.Read && step.Cell == later.Cell);

    // As the swarm does: the first effect on what was checked, else the first effect on anything.
    private static NumberedStep? ReliesOn(OperationView operation, NumberedStep check) =>
        operation.After(check).FirstOrDefault(step => step.Harms && step.Cell == check.Cell)
        ?? operation.After(check).FirstOrDefault(step => step.Harms);
}
