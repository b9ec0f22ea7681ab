using Lab.Chaos.Predict.Model;
using Lab.Chaos.Scenarios;

namespace Lab.Chaos.Predict.Hazards;

/// <summary>A shared cell that several replicas or operations overwrite with what they have made from an earlier reading or decided themselves.</summary>
internal static class UnguardedWriters
{
    public static IEnumerable<HazardFinding> Find(SystemModel model)
    {
        var writers = PlacedStep.OfAll(model).SelectMany(steps => steps)
            .Where(step => step is { IsShared: true, IsLocked: false, IsSerializable: false, Step: { Kind: StepKind.Write, New: false, From: null } } && !RowIsLocked(step))
            .GroupBy(step => step.Cell);
        foreach (var writer in writers)
        {
            var count = writer.Select(step => step.Operation).Distinct().Sum(operation => Replicas(model, operation.Service));
            if (count > 1)
            {
                var first = writer.First();
                yield return new HazardFinding(
                    "many-writers", first.Boundary, first.Operation.Name, [.. writer.Where(step => step.Operation == first.Operation).Select(step => step.Number)],
                    $"{count} writers store whole values in '{writer.Key}'; the last one wins");
            }
        }
    }

    private static bool RowIsLocked(PlacedStep step) => PlacedStep.Of(step.Operation).Any(read =>
        read.Step.ForUpdate && read.Cell == step.Cell && read.Around.Any(block => step.Around.Any(other => other.Number == block.Number)));

    private static int Replicas(SystemModel model, string service) => model.Services.First(known => known.Name == service).Replicas;
}
