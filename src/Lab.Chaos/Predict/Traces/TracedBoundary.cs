using Lab.Chaos.Scenarios;
using Lab.Chaos.Tracing.Accesses;

namespace Lab.Chaos.Predict.Traces;

/// <summary>A boundary as its traces rank it.</summary>
/// <param name="Boundary">Service and store.</param>
/// <param name="Pairs">Numbers of its pairs, from 1, in the order of the prediction.</param>
/// <param name="Changes">Changes a request makes there on average.</param>
internal sealed record TracedBoundary(Boundary Boundary, IReadOnlyList<int> Pairs, double Changes)
{
    /// <summary>Those with the worst pair first; without pairs, those that are changed most.</summary>
    public static IReadOnlyList<TracedBoundary> Ranked(IReadOnlyList<RequestShape> shapes, IReadOnlyList<RiskyPair> pairs)
    {
        double requests = shapes.Sum(shape => shape.Traces.Count);
        return
        [
            .. shapes.SelectMany(shape => shape.Steps.Where(step => step.Access.Effect is not Effect.Call)
                    .Select(step => (Boundary: new Boundary(step.Service, step.Access.Cell.Store), Changes: step.Access.Changes ? shape.Traces.Count : 0)))
                .GroupBy(step => step.Boundary, step => step.Changes)
                .Select(steps => new TracedBoundary(
                    steps.Key, [.. pairs.Index().Where(pair => pair.Item.Boundary == steps.Key).Select(pair => pair.Index + 1)], steps.Sum() / requests))
                .OrderBy(boundary => boundary.Pairs.DefaultIfEmpty(int.MaxValue).First())
                .ThenByDescending(boundary => boundary.Changes)
                .ThenBy(boundary => boundary.Boundary.ToString(), StringComparer.Ordinal),
        ];
    }
}
