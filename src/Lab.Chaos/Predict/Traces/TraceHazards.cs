using Lab.Chaos.Predict.Forecasts;
using Lab.Chaos.Predict.Model;

namespace Lab.Chaos.Predict.Traces;

/// <summary>Pairs as hazards of a described system's boundaries, so that they count in its ranking.</summary>
internal static class TraceHazards
{
    /// <summary>By boundary, in the model's order; those that only a lease keeps apart, or that may never meet, stay out.</summary>
    public static IReadOnlyList<IReadOnlyList<HazardNote>> Of(SystemModel model, TracePrediction traces)
    {
        var found = traces.Pairs.Where(pair => pair is { OnlyLease: false, OwnKeys: false })
            .ToLookup(pair => pair.Boundary, pair => new HazardNote($"seen in traces: {PairText.Name(pair.Anomaly)}", null, [], pair.Sentence));
        return [.. model.Boundaries.Select(boundary => (IReadOnlyList<HazardNote>)[.. found[boundary]])];
    }
}
