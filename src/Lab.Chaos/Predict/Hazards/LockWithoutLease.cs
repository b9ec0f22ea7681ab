using Lab.Chaos.Predict.Model;
using Lab.Chaos.Scenarios;

namespace Lab.Chaos.Predict.Hazards;

/// <summary>A lock that nobody frees when its holder dies.</summary>
internal static class LockWithoutLease
{
    public static IEnumerable<HazardFinding> Find(SystemModel model) =>
        from step in PlacedStep.OfAll(model).SelectMany(steps => steps)
        where step.Step is { Kind: StepKind.Lock, Lease: null }
        select new HazardFinding(
            "lock-without-lease", step.Boundary, step.Operation.Name, [step.Number],
            $"step {step.Number} holds '{step.Cell}' for ever if its process dies");
}
