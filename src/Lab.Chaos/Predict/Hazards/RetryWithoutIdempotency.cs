namespace Lab.Chaos.Predict.Hazards;

/// <summary>The same request is sent again while the first may still go on, and what it does counts twice.</summary>
internal sealed class RetryWithoutIdempotency : IHazard
{
    public string Name => "retry-without-idempotency";

    public IEnumerable<Finding> Find(ProgramView system) =>
        from operation in system.Operations
        where operation.Model.Retry is not null
        from twice in operation.Steps.Where(step => step.Harms && !step.Step.Idempotent).GroupBy(step => step.Boundary)
        select new Finding
        {
            Hazard = Name,
            Boundary = twice.Key,
            Operation = operation.Name,
            Steps = [.. twice.Select(step => step.Number)],
            Sentence = $"{operation.Name} is sent again when no reply comes in time, and each time {twice.First().Deed}; no idempotency key stops the second.",
        };
}
