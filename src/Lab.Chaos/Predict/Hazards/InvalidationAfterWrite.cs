using Lab.Chaos.Predict.Model;
using Lab.Chaos.Scenarios;

namespace Lab.Chaos.Predict.Hazards;

/// <summary>What was written is visible before the entries made from it are dropped: a reader in between mixes new with old.</summary>
internal static class InvalidationAfterWrite
{
    public static IEnumerable<HazardFinding> Find(SystemModel model)
    {
        foreach (var steps in PlacedStep.OfAll(model))
        {
            foreach (var drop in steps.Where(step => step.Step.Kind == StepKind.Invalidate))
            {
                if (steps.LastOrDefault(step => step.Number < drop.Number && step.HasEffect && step.Step.Kind != StepKind.Invalidate) is { } write && !IsTogether(write, drop))
                {
                    yield return new HazardFinding(
                        "invalidation-after-write", drop.Boundary, drop.Operation.Name, [write.Number, drop.Number],
                        $"step {write.Number} is visible before step {drop.Number} drops '{drop.Cell}'");
                }
            }
        }
    }

    private static bool IsTogether(PlacedStep write, PlacedStep drop) =>
        drop.Around.Any(block => block.Step.Kind == StepKind.Transaction && write.Around.Contains(block) && write.Step.Resource == drop.Step.Resource);
}
