using Lab.Chaos.Predict.Model;
using Lab.Chaos.Scenarios;

namespace Lab.Chaos.Predict.Hazards;

/// <summary>An effect that a request sent twice applies twice.</summary>
internal static class RetryWithoutIdempotency
{
    public static IEnumerable<HazardFinding> Find(SystemModel model)
    {
        var retriers = model.Swarm.Population.ContainsKey(Behaviour.Retriers);
        return
            from steps in PlacedStep.OfAll(model)
            from step in steps
            where IsRepeatable(step) && (step.Operation.Retry is not null || retriers)
            select new HazardFinding(
                "retry-without-idempotency", step.Boundary, step.Operation.Name, [step.Number],
                $"step {step.Number} is applied again when the request is sent again"
                + (step.Operation.Retry is { } retry ? $", which happens after {retry.After.TotalSeconds:0.###} s without a reply" : ", as impatient clients do"));
    }

    private static bool IsRepeatable(PlacedStep step) =>
        !step.Step.Idempotent && (step.Step.Applies || step.Step is { Kind: StepKind.Write, Add: not null } or { Kind: StepKind.Write, New: true } or { Kind: StepKind.Atomic, Version: false });
}
