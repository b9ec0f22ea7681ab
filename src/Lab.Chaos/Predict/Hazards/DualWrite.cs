using Lab.Chaos.Predict.Model;
using Lab.Chaos.Scenarios;

namespace Lab.Chaos.Predict.Hazards;

/// <summary>One operation changes two stores that no transaction spans: whoever dies or is overtaken between them leaves them different.</summary>
internal static class DualWrite
{
    public static IEnumerable<HazardFinding> Find(SystemModel model)
    {
        foreach (var steps in PlacedStep.OfAll(model))
        {
            var stores = steps
                .Where(step => step.HasEffect && step.Step.Kind != StepKind.Call && KindOf(model, step) != ServiceKind.Http)
                .GroupBy(step => step.Step.Resource).Select(store => store.First()).ToList();
            if (stores.Count > 1)
            {
                yield return new HazardFinding(
                    "dual-write", stores[1].Boundary, stores[0].Operation.Name, [stores[0].Number, stores[1].Number],
                    $"steps {stores[0].Number} and {stores[1].Number} change '{stores[0].Step.Resource}' and '{stores[1].Step.Resource}' one after the other");
            }
        }
    }

    private static ServiceKind KindOf(SystemModel model, PlacedStep step) => model.Services.First(service => service.Name == step.Step.Resource).Kind;
}
