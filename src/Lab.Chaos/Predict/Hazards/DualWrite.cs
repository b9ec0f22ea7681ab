using Lab.Chaos.Scenarios;

namespace Lab.Chaos.Predict.Hazards;

/// <summary>One operation changes two stores, and nothing makes both happen or neither: typically a cache and its database.</summary>
internal sealed class DualWrite : IHazard
{
    public string Name => "dual-write";

    public IEnumerable<Finding> Find(ProgramView system) => system.Operations.SelectMany(operation => Find(system, operation));

    private IEnumerable<Finding> Find(ProgramView system, OperationView operation)
    {
        NumberedStep[] firsts = [.. operation.Steps.Where(step => step.Changes).DistinctBy(step => step.Step.Resource)];

        // The database is what counts; what is left behind is a boundary of the others.
        var kept = firsts.FirstOrDefault(step => system.Service(step.Step.Resource).Kind == ServiceKind.Postgres) ?? firsts.FirstOrDefault();

        return firsts.Where(step => step != kept).Select(other => new Finding
        {
            Hazard = Name,
            Boundary = other.Boundary,
            Operation = operation.Name,
            Steps = [Math.Min(kept!.Number, other.Number), Math.Max(kept.Number, other.Number)],
            Sentence = $"{operation.Name} {First(kept, other).Deed} and later {Second(kept, other).Deed}; a crash in between leaves one without the other.",
        });
    }

    private static NumberedStep First(NumberedStep one, NumberedStep other) => one.Number < other.Number ? one : other;

    private static NumberedStep Second(NumberedStep one, NumberedStep other) => one.Number < other.Number ? other : one;
}
