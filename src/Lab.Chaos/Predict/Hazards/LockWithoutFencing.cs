using Lab.Chaos.Predict.Model;
using Lab.Chaos.Scenarios;

namespace Lab.Chaos.Predict.Hazards;

/// <summary>
/// A lease can run out under its holder, who then writes although somebody else holds the lock; without a token that the store checks, nothing
/// stops that (Kleppmann 2016, "How to do distributed locking").
/// </summary>
internal static class LockWithoutFencing
{
    public static IEnumerable<HazardFinding> Find(SystemModel model)
    {
        foreach (var steps in PlacedStep.OfAll(model))
        {
            foreach (var held in steps.Where(step => step.Step is { Kind: StepKind.Lock, Lease: not null, Fencing: false }))
            {
                if (steps.FirstOrDefault(step => step.Around.Contains(held) && IsUnprotected(step, steps)) is { } effect)
                {
                    yield return new HazardFinding(
                        "lock-without-fencing", effect.Boundary, effect.Operation.Name, [held.Number, effect.Number],
                        $"step {effect.Number} is done even if the lease of step {held.Number} ({held.Step.Lease!.Value.TotalMilliseconds:0.###} ms) has run out");
                }
            }
        }
    }

    // A conditional change, a version, a row lock or a serializable transaction protects by itself.
    private static bool IsUnprotected(PlacedStep step, IReadOnlyList<PlacedStep> steps) =>
        step is { IsShared: true, IsSerializable: false }
        && step.Step is { Kind: StepKind.Write, New: false, From: null } or { Kind: StepKind.Atomic, Holds: null, Version: false }
        && !steps.Any(read => read.Step.ForUpdate && read.Cell == step.Cell && read.Number < step.Number);
}
