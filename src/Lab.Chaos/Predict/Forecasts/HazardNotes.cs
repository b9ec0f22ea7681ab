using Lab.Chaos.Predict.Hazards;
using Lab.Chaos.Predict.Model;

namespace Lab.Chaos.Predict.Forecasts;

/// <summary>Static hazards by boundary, in the model's order.</summary>
internal static class HazardNotes
{
    public static IReadOnlyList<IReadOnlyList<HazardNote>> Of(SystemModel model)
    {
        var found = StaticHazards.Find(model).ToLookup(finding => finding.Boundary);
        return
        [
            .. model.Boundaries.Select(boundary => (IReadOnlyList<HazardNote>)
            [
                .. found[boundary].Select(finding => new HazardNote(finding.Hazard, finding.Operation, finding.Steps, finding.Sentence)),
            ]),
        ];
    }
}
