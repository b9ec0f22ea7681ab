using Lab.Chaos.Predict.Model;
using Lab.Chaos.Scenarios;

namespace Lab.Chaos.Predict.Hazards;

/// <summary>A value is read, and later something is done because of it, while nothing keeps others from changing it in between.</summary>
internal static class ReadThenWrite
{
    public static IEnumerable<HazardFinding> Find(SystemModel model) => PlacedStep.OfAll(model).SelectMany(Find);

    private static IEnumerable<HazardFinding> Find(IReadOnlyList<PlacedStep> steps)
    {
        foreach (var read in steps.Where(step => step is { Step.Kind: StepKind.Read, IsShared: true }))
        {
            var later = steps.Where(step => step.Number > read.Number).ToList();
            var isChecked = later.Any(step => step.Step.Kind == StepKind.Check && step.Cell == read.Cell);
            var effect = later.FirstOrDefault(step => step.Cell == read.Cell && (ReliesOn(step) || (isChecked && step.Step.New)))
                ?? (isChecked && later.All(step => step.Cell != read.Cell || !step.HasEffect)
                    ? later.FirstOrDefault(step => step.HasEffect && step.Step.Set is null && step.Step.From is null) : null);
            if (effect is not null && !IsGuarded(read, effect) && !steps.Any(step => IsLaterReadUnderLock(step, read, effect)))
            {
                yield return new HazardFinding(
                    "read-then-write", read.Boundary, read.Operation.Name, [read.Number, effect.Number],
                    $"step {read.Number} reads '{read.Cell}' and step {effect.Number} relies on it, but nothing keeps others away in between");
            }
        }
    }

    private static bool ReliesOn(PlacedStep step) =>
        step.Step is { Kind: StepKind.Write, Add: not null } or { Kind: StepKind.Atomic, Holds: null, Version: false };

    private static bool IsGuarded(PlacedStep read, PlacedStep effect) =>
        read.Step.ForUpdate
        || read.Around.Any(block => block.Step.Kind == StepKind.Lock && effect.Around.Contains(block))
        || (read.IsSerializable && effect.Around.Any(block => read.Around.Contains(block)));

    // A first look outside the lock does no harm when the same is read again inside.
    private static bool IsLaterReadUnderLock(PlacedStep step, PlacedStep read, PlacedStep effect) =>
        step.Step.Kind == StepKind.Read && step.Cell == read.Cell && step.Number > read.Number && step.Number < effect.Number && IsGuarded(step, effect);
}
