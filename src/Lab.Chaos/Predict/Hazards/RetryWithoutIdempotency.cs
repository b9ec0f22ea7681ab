using Lab.Chaos.Scenarios;

namespace Lab.Chaos.Predict.Hazards;

/// <summary>The same request is sent again while the first may still go on, and what it does counts twice.</summary>
internal sealed class RetryWithoutIdempotency : IHazard
{
    public string Name => "retry-without-idempotency";

    public IEnumerable<Finding> Find(ProgramView system) =>
        from operation in system.Operations
        let why = Why(system, operation)
        where why is not null
        from twice in operation.Steps.Where(step => step.Harms && !step.Step.Idempotent).GroupBy(step => step.Boundary)
        select new Finding
        {
            Hazard = Name,
            Boundary = twice.Key,
            Operation = operation.Name,
            Steps = [.. twice.Select(step => step.Number)],
            Sentence = $"{operation.Name} is sent again {why}, and each time {twice.First().Deed}; no idempotency key stops the second.",
        };

    private static string? Why(ProgramView system, OperationView operation) =>
        operation.Model.Retry is not null ? "when no reply comes in time"
        : system.Model.Swarm.Population.ContainsKey(Behaviour.Retriers) ? "by impatient clients"
        : null;
}
