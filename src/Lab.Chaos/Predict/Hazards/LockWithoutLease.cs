using Lab.Chaos.Scenarios;

namespace Lab.Chaos.Predict.Hazards;

/// <summary>A lock that only its holder can give back is lost with its holder.</summary>
internal sealed class LockWithoutLease : IHazard
{
    public string Name => "lock-without-lease";

    public IEnumerable<Finding> Find(ProgramView system) =>
        from operation in system.Operations
        from held in operation.Steps
        where held.Step is { Kind: StepKind.Lock, Lease: null }
        select new Finding
        {
            Hazard = Name,
            Boundary = held.Boundary,
            Operation = operation.Name,
            Steps = [held.Number],
            Sentence = $"{operation.Name} holds {held.What} without a lease; if a replica of {held.Service} dies meanwhile, nobody gets it again.",
        };
}
