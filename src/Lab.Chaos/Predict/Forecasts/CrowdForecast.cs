using Lab.Chaos.Cli;
using Lab.Chaos.Predict.Model;
using Lab.Chaos.Predict.Swarm;

namespace Lab.Chaos.Predict.Forecasts;

/// <summary>
/// The population lives in fifteen worlds: five as it is, five at twice the load, five in a system twice as slow. World n of each draws
/// from the same stream, so that what differs between them is the load or the latency and not the luck.
/// </summary>
internal sealed record CrowdForecast
{
    private const int Repetitions = 5;

    private const string Experiment = "crowd";

    /// <summary>Crowds of a prediction.</summary>
    public const int Worlds = 3 * Repetitions;

    /// <summary>One a boundary, in the model's order.</summary>
    public required IReadOnlyList<Volatility> Boundaries { get; init; }

    /// <summary>Worlds as they are, in order.</summary>
    public required IReadOnlyList<WorldResult> Usual { get; init; }

    /// <summary>The world that questions are answered from.</summary>
    public static WorldRun First(PredictionPlan plan) => WorldRun.Of(Experiment, 0, Plan(plan));

    /// <summary>A base world by its number.</summary>
    public static WorldRun Base(PredictionPlan plan, int number) => WorldRun.Of(Experiment, number, Plan(plan));

    public static CrowdForecast Of(SystemModel model, IWorlds worlds, PredictionPlan plan, IProgressView progress)
    {
        CrowdPlan[] plans = [Plan(plan), Plan(plan) with { Load = 2 }, Plan(plan) with { Slowness = 2 }];
        using var stage = progress.Begin("predict: crowds", Worlds);
        var results = worlds.Run(
            [.. plans.SelectMany(crowd => Enumerable.Range(0, Repetitions).Select(number => WorldRun.Of(Experiment, number, crowd)))],
            result =>
            {
                stage.Advance($"{plan.Agents} agents, {result.Requests} requests");
                return result;
            });
        var (usual, load, latency) = (results[..Repetitions], results[Repetitions..(2 * Repetitions)], results[(2 * Repetitions)..]);
        return new CrowdForecast
        {
            Usual = usual,
            Boundaries =
            [
                .. Enumerable.Range(0, model.Boundaries.Count).Select(boundary => Volatility.Of(At(usual, boundary), At(load, boundary), At(latency, boundary))),
            ],
        };
    }

    /// <summary>Anomalies at one boundary in all base worlds, those that happened.</summary>
    public IReadOnlyDictionary<Anomaly, long> Anomalies(int boundary) => Enum.GetValues<Anomaly>()
        .Select(anomaly => (Anomaly: anomaly, Count: Usual.Sum(world => world.Boundaries[boundary].Anomalies[(int)anomaly])))
        .Where(counted => counted.Count > 0)
        .ToDictionary(counted => counted.Anomaly, counted => counted.Count);

    public CrowdSummary Summary(SystemModel model)
    {
        var nanoseconds = Usual.Sum(world => world.VirtualNanoseconds);
        return new CrowdSummary
        {
            Worlds = Usual.Count,
            Steps = Usual.Sum(world => world.Steps),
            Requests = Usual.Sum(world => world.Requests),
            Ok = Usual.Sum(world => world.Ok),
            Refused = Usual.Sum(world => world.Refused),
            TimedOut = Usual.Sum(world => world.TimedOut),
            Lost = Usual.Sum(world => world.Lost),
            Retries = Usual.Sum(world => world.Retries),
            Violated = Usual.Sum(world => world.Violated),
            VirtualSeconds = nanoseconds / 1e9 / Usual.Count,
            P50 = Quantile(0.5),
            P99 = Quantile(0.99),
            ProcessorsBusy = model.Services.Index().ToDictionary(
                service => service.Item.Name,
                service => nanoseconds == 0 ? 0 : (double)Usual.Sum(world => world.BusyNanoseconds[service.Index]) / nanoseconds),
        };
    }

    private static CrowdPlan Plan(PredictionPlan plan) => new(plan.Agents, plan.StepsPerCrowd);

    private static (long Violated, long Requests)[] At(WorldResult[] worlds, int boundary) =>
        [.. worlds.Select(world => (world.Boundaries[boundary].Violated, world.Requests))];

    // The lower edge of the bucket in which it lies: right to 9 %.
    private TimeSpan? Quantile(double probability)
    {
        long[] buckets = [.. Enumerable.Range(0, LatencyBuckets.Count).Select(bucket => Usual.Sum(world => world.Latencies[bucket]))];
        var missing = (long)Math.Ceiling(buckets.Sum() * probability);
        if (missing == 0)
        {
            return null;
        }

        var at = 0;
        while ((missing -= buckets[at]) > 0)
        {
            at++;
        }

        return LatencyBuckets.From(at);
    }
}
