using System.Collections.Concurrent;
using System.Diagnostics;
using Lab.Chaos.Predict.Swarm;
using Lab.Contracts;

namespace Lab.Chaos.Predict.Forecasts;

/// <summary>Simulated worlds, several at once, one thread each. A world's draws depend on its name and number, never on its thread.</summary>
/// <param name="system">What they simulate.</param>
/// <param name="seed">Of the prediction.</param>
/// <param name="threads">1 or more.</param>
/// <param name="cancellationToken">Looked at between two worlds.</param>
internal sealed class ParallelWorlds(CompiledSystem system, Seed seed, int threads, CancellationToken cancellationToken) : IWorlds
{
    // Worlds keep their buffers, and those of a crowd are large: they are handed on instead of made anew.
    private readonly ConcurrentBag<World> _idle = [];

    public T[] Run<T>(IReadOnlyList<WorldRun> runs, Func<WorldResult, T> keep)
    {
        var kept = new T[runs.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };

        // One range at a time per thread: worlds differ too much in length to be dealt out ahead.
        Parallel.ForEach(Partitioner.Create(Enumerable.Range(0, runs.Count), EnumerablePartitionerOptions.NoBuffering), options, number =>
        {
            var world = _idle.TryTake(out var idle) ? idle : new World(system);
            kept[number] = keep(Live(world, runs[number], null));
            _idle.Add(world);
        });
        return kept;
    }

    public void Replay(WorldRun run, IRecorder recorder)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _ = Live(new World(system), run, recorder);
    }

    private WorldResult Live(World world, WorldRun run, IRecorder? recorder)
    {
        var stream = Streams.Of(seed, run.Experiment, run.Number);
        return run switch
        {
            { Volley: { } volley } => world.Run(volley, stream, recorder),
            { Crowd: { } crowd } => world.Run(crowd, stream, recorder),
            _ => throw new UnreachableException($"World {run.Number} of {run.Experiment} has no plan."),
        };
    }
}
