using Lab.Chaos.Scenarios;

namespace Lab.Chaos.Predict.Hazards;

/// <summary>Something is written, and only then is what was made from it dropped: who reads in between has new beside old.</summary>
internal sealed class InvalidationAfterWrite : IHazard
{
    public string Name => "invalidation-after-write";

    public IEnumerable<Finding> Find(ProgramView system) =>
        from operation in system.Operations
        from dropped in operation.Steps
        where dropped.Step.Kind == StepKind.Invalidate && dropped.IsShared
        let written = Written(system, operation, dropped)
        where written is not null && !Together(written, dropped) && !KeepsReadersOut(system, written, dropped)
        select new Finding
        {
            Hazard = Name,
            Boundary = dropped.Boundary,
            Operation = operation.Name,
            Steps = [written.Number, dropped.Number],
            Sentence = $"{operation.Name} {written.Deed} and only then {dropped.Deed}; who reads both in between has the new one with the old one.",
        };

    // What it was copied from, where a step says so; else whatever was changed last.
    private static NumberedStep? Written(ProgramView system, OperationView operation, NumberedStep dropped)
    {
        NumberedStep[] earlier = [.. operation.Before(dropped).Where(step => step.Step.Kind is StepKind.Write or StepKind.Atomic && step.IsShared)];
        HashSet<CellName> sources =
        [
            .. system.Operations.SelectMany(other => other.Steps).Where(step => step.Cell == dropped.Cell).Select(step => step.Step.From).OfType<CellName>(),
        ];

        return earlier.LastOrDefault(step => sources.Contains(step.Cell)) ?? earlier.LastOrDefault();
    }

    private static bool Together(NumberedStep written, NumberedStep dropped) =>
        written.Inside.Any(block => block.Step.Kind == StepKind.Transaction && dropped.Inside.Contains(block) && dropped.Step.Resource == block.Step.Resource);

    private static bool KeepsReadersOut(ProgramView system, NumberedStep written, NumberedStep dropped) =>
        written.Inside.Where(block => block.Step.Kind == StepKind.Lock && dropped.Inside.Contains(block)).Any(block => system.Operations
            .SelectMany(other => other.Steps)
            .Where(step => step.Step.Kind == StepKind.Read && step.Cell == dropped.Cell)
            .All(read => read.Inside.Any(other => other.Step.Kind == StepKind.Lock && other.Cell == block.Cell)));
}
