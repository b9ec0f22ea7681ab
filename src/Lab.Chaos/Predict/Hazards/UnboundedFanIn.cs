using Lab.Chaos.Scenarios;

namespace Lab.Chaos.Predict.Hazards;

/// <summary>Several callers without a limit of their own meet at one instance: their queue has no bound but the clients' patience.</summary>
internal sealed class UnboundedFanIn : IHazard
{
    public string Name => "unbounded-fan-in";

    public IEnumerable<Finding> Find(ProgramView system)
    {
        foreach (var boundary in system.Model.Boundaries)
        {
            var touching = system.Operations.Select(operation => (operation.Name, Steps: operation.Steps.Where(step => step.Boundary == boundary && step.Step.Kind != StepKind.Check).ToList()))
                .Where(operation => operation.Steps.Count > 0)
                .ToList();
            var (caller, called) = (system.Service(boundary.From), system.Service(boundary.To));
            if (touching.Count > 0 && caller is { Replicas: > 1, Concurrency: null } && called.Replicas == 1)
            {
                yield return new Finding
                {
                    Hazard = Name,
                    Boundary = boundary,
                    Operation = touching is [var only] ? only.Name : null,
                    Steps = touching is [var one] ? [.. one.Steps.Select(step => step.Number)] : [],
                    Sentence = $"Nothing limits how many requests the {caller.Replicas} replicas of {caller.Name} have open at the one {called.Name}.",
                };
            }
        }
    }
}
