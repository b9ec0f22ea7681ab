using Lab.Chaos.Cli;
using Lab.Chaos.Predict.Forecasts;
using Lab.Chaos.Predict.Model;
using Lab.Chaos.Predict.Questions;
using Lab.Chaos.Predict.Swarm;
using Lab.Chaos.Predict.Traces;
using Lab.Chaos.Scenarios;

namespace Lab.Chaos.Predict;

/// <summary>
/// Phase 1: where should we look? The main path of a prediction, in order:
/// <code>
/// model -> static hazards -> crowds at three loads -> ranking
///                                                       └-> volleys -> for the top: thresholds, window, witness -> prediction
/// </code>
/// Everything is simulated in virtual time from one seed: no network, no clock, and the same answer to the last digit.
/// </summary>
internal sealed class Predictor(SystemModel model, PredictionPlan plan, IWorlds worlds, IProgressView progress)
{
    private readonly StepBook _book = new(model);

    /// <summary>Hazards that its traces showed, by boundary in the model's order; they count like those of its steps.</summary>
    public IReadOnlyList<IReadOnlyList<HazardNote>> Observed { get; init; } = [.. model.Boundaries.Select(_ => (IReadOnlyList<HazardNote>)[])];

    /// <param name="model">What is predicted.</param>
    /// <param name="plan">How much is simulated.</param>
    /// <param name="threads">Worlds at once; changes how long it takes and nothing else.</param>
    /// <param name="progress">Told of each stage.</param>
    /// <param name="cancellationToken">Looked at between two worlds.</param>
    public static Prediction Predict(
        SystemModel model, PredictionPlan plan, int threads, IProgressView progress, CancellationToken cancellationToken)
    {
        var worlds = new ParallelWorlds(CompiledSystem.Compile(model), plan.Seed, threads, cancellationToken);
        return new Predictor(model, plan, worlds, progress).Predict();
    }

    /// <summary>The same for a system of which there are traces.</summary>
    public static Prediction Predict(
        SystemModel model, TracePrediction traces, PredictionPlan plan, int threads, IProgressView progress, CancellationToken cancellationToken)
    {
        var worlds = new ParallelWorlds(CompiledSystem.Compile(model), plan.Seed, threads, cancellationToken);
        return new Predictor(model, plan, worlds, progress) { Observed = TraceHazards.Of(model, traces) }.Predict();
    }

    public Prediction Predict()
    {
        IReadOnlyList<HazardNote>[] hazards = [.. HazardNotes.Of(model).Zip(Observed, (told, seen) => (IReadOnlyList<HazardNote>)[.. told, .. seen])];
        var crowds = CrowdForecast.Of(model, worlds, plan, progress);
        var ranking = Ranking.Of(model, crowds.Boundaries, [.. hazards.Select(found => found.Count)]);
        var arms = plan.Alignments.Select(alignment => VolleyArm.Run(model, alignment, worlds, plan, progress)).ToList();
        var boundaries = Closely(ranking, hazards, crowds, arms);
        return new Prediction
        {
            Scenario = model.Scenario,
            Variant = model.Variant,
            WhatIf = [],
            Seed = plan.Seed.Value,
            Agents = plan.Agents,
            Cycles = plan.Cycles,
            Numbers = NumbersUsed.Of(model),
            Crowd = crowds.Summary(model),
            Volleys = [.. arms.Select(arm => arm.Whole())],
            Boundaries = boundaries,
            Hotspot = HotspotOf(boundaries[0]),
            MostWritten = MostWritten.Of(model, worlds, plan),
        };
    }

    private List<BoundaryForecast> Closely(
        IReadOnlyList<(int Boundary, Attention Attention)> ranking,
        IReadOnlyList<HazardNote>[] hazards,
        CrowdForecast crowds,
        IReadOnlyList<VolleyArm> arms)
    {
        var search = new ThresholdSearch(model, worlds);
        using var stage = progress.Begin("predict: closer look", Math.Min(plan.Top, ranking.Count));
        List<BoundaryForecast> forecasts = [];
        foreach (var (boundary, attention) in ranking)
        {
            // What never happened anywhere has no threshold and no witness; looking for them would only take time.
            var worthIt = forecasts.Count < plan.Top && (attention.Value > 0 || arms.Any(arm => arm.FirstViolated(boundary) is not null));
            forecasts.Add(new BoundaryForecast
            {
                Rank = forecasts.Count + 1,
                Boundary = model.Boundaries[boundary].ToString(),
                Attention = attention,
                Anomalies = crowds.Anomalies(boundary),
                Requests = crowds.Usual.Sum(world => world.Requests),
                Violated = crowds.Usual.Sum(world => world.Boundaries[boundary].Violated),
                Volleys = [.. arms.Select(arm => arm.At(boundary))],
                Thresholds = worthIt && plan.SearchesThresholds ? search.Of(boundary) : [],
                Window = worthIt ? RacingWindow.Of(_book, worlds, Unaligned, boundary) : null,
                Hazards = hazards[boundary],
                Incidents = [.. model.Incidents.Where(incident => incident.Boundary == model.Boundaries[boundary]).Select(IncidentText.Of)],
                Witness = worthIt ? WitnessOf(boundary, crowds, arms) : null,
            });
            if (forecasts.Count <= plan.Top)
            {
                stage.Advance(forecasts[^1].Boundary);
            }
        }

        return forecasts;
    }

    // A volley shows it best, and an unaligned one has the fewest requests in the picture; a crash shows in a crowd only.
    private Questions.Witness? WitnessOf(int boundary, CrowdForecast crowds, IReadOnlyList<VolleyArm> arms)
    {
        var volley = arms.OrderBy(arm => arm.Alignment == Alignment.Aligned)
            .Select(arm => arm.FirstViolated(boundary)).FirstOrDefault(world => world is not null);
        var crowd = crowds.Usual.Index().Where(world => world.Item.Boundaries[boundary].Violated > 0)
            .Select(world => CrowdForecast.Base(plan, world.Index)).FirstOrDefault();
        return (volley ?? crowd) is { } shows ? Questions.Witness.Of(_book, worlds, shows, boundary) : null;
    }

    private WorldRun Unaligned(int number) =>
        VolleyArm.World(Alignment.Unaligned, new VolleyPlan(model.Volley.Requests, model.Volley.Within, Alignment.Unaligned, model.Volley.Stock), number);

    // Aims at a tenth of the volleys: seen in thirty of them almost surely, and far from where everything breaks.
    private Hotspot? HotspotOf(BoundaryForecast first)
    {
        if (first.Attention.Value == 0 && first.Volleys.All(arm => arm.Violated == 0))
        {
            return null;
        }

        var aim = first.Thresholds.LastOrDefault(threshold => threshold.Requests is not null);
        var key = first.Witness?.Key ?? _book.At(model.Boundaries.First(known => known.ToString() == first.Boundary)).FirstOrDefault()?.Step.Key ?? "";
        return new Hotspot(first.Boundary, key, aim?.Requests ?? model.Volley.Requests, model.Volley.Within, aim?.Rate);
    }
}
