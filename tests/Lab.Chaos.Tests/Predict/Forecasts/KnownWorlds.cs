using Lab.Chaos.Predict.Forecasts;
using Lab.Chaos.Predict.Swarm;

namespace Lab.Chaos.Tests.Predict.Forecasts;

/// <summary>Worlds whose result is known: nothing is simulated. Remembers what was asked.</summary>
internal sealed class KnownWorlds(Func<WorldRun, WorldResult> result) : IWorlds
{
    public List<WorldRun> Asked { get; } = [];

    public T[] Run<T>(IReadOnlyList<WorldRun> runs, Func<WorldResult, T> keep)
    {
        Asked.AddRange(runs);
        return [.. runs.Select(run => keep(result(run)))];
    }

    public void Replay(WorldRun run, IRecorder recorder)
    {
    }

    /// <summary>A world of some requests, of which so many were violated, at each boundary in turn.</summary>
    public static WorldResult Result(long requests, params IReadOnlyList<long> violated) => new()
    {
        Steps = requests * 4,
        Requests = requests,
        Ok = requests,
        Refused = 0,
        TimedOut = 0,
        Lost = 0,
        Retries = 0,
        Violated = violated.Sum(),
        VirtualNanoseconds = 1_000_000_000,
        Boundaries =
        [
            .. violated.Select(count => new BoundaryTally
            {
                Touches = requests,
                Violated = count,
                Anomalies = [count, 0, 0, 0, 0, 0],
            }),
        ],
        Latencies = new long[LatencyBuckets.Count],
        Picks = [requests],
        BusyNanoseconds = [0, 0, 0],
    };
}
