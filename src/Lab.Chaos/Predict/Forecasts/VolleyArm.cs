using Lab.Chaos.Cli;
using Lab.Chaos.Predict.Model;
using Lab.Chaos.Predict.Swarm;
using Lab.Chaos.Scenarios;
using Lab.Contracts;

namespace Lab.Chaos.Predict.Forecasts;

/// <summary>All volleys of one arm: run once, then asked about the whole system and about each boundary.</summary>
internal sealed class VolleyArm
{
    private readonly Alignment _alignment;
    private readonly VolleyPlan _plan;
    private readonly Seed _seed;

    // Violated requests of each volley: in all, and by boundary.
    private readonly (long Whole, long[] Boundaries)[] _volleys;

    private VolleyArm(Alignment alignment, VolleyPlan plan, Seed seed, (long, long[])[] volleys) =>
        (_alignment, _plan, _seed, _volleys) = (alignment, plan, seed, volleys);

    public Alignment Alignment => _alignment;

    public static VolleyArm Run(SystemModel model, Alignment alignment, IWorlds worlds, PredictionPlan plan, IProgressView progress)
    {
        var volley = new VolleyPlan(model.Volley.Requests, model.Volley.Within, alignment, model.Volley.Stock);
        var violated = 0;
        using var stage = progress.Begin($"predict: {alignment.ToString().ToLowerInvariant()}", plan.Volleys);
        return new VolleyArm(alignment, volley, plan.Seed, worlds.Run(
            [.. Enumerable.Range(0, plan.Volleys).Select(number => World(alignment, volley, number))],
            result =>
            {
                var count = result.Violated > 0 ? Interlocked.Increment(ref violated) : Volatile.Read(ref violated);
                stage.Advance($"{count} violated");
                return (result.Violated, result.Boundaries.Select(boundary => boundary.Violated).ToArray());
            }));
    }

    public VolleyForecast Whole() => VolleyForecast.Of(_alignment, _plan, [.. _volleys.Select(volley => volley.Whole)], _seed);

    public VolleyForecast At(int boundary) => VolleyForecast.Of(_alignment, _plan, [.. _volleys.Select(volley => volley.Boundaries[boundary])], _seed);

    /// <summary>The first volley that was violated there; null when none was.</summary>
    public WorldRun? FirstViolated(int boundary) =>
        Array.FindIndex(_volleys, volley => volley.Boundaries[boundary] > 0) is >= 0 and var number ? World(_alignment, _plan, number) : null;

    /// <summary>Volley <paramref name="number"/> of such an arm.</summary>
    public static WorldRun World(Alignment alignment, VolleyPlan plan, int number) =>
        WorldRun.Of($"volley/{alignment.ToString().ToLowerInvariant()}", number, plan);
}
