using BenchmarkDotNet.Attributes;
using Lab.Chaos.Predict.Swarm;

namespace Lab.Bench.Swarm;

/// <summary>
/// The work of a whole prediction: 10,000 agents for 10,000 cycles, which are 100 million steps, in worlds of 5 million on all cores.
/// Long, so it is timed once.
/// </summary>
[Config(typeof(OnceInThisProcess))]
[MemoryDiagnoser]
public class PredictionBench
{
    private const int Worlds = 20;
    private const long StepsAWorld = 5_000_000;

    private CompiledSystem _system = null!;

    /// <summary>Makes the model ready.</summary>
    [GlobalSetup]
    public void Compile() => _system = CompiledSystem.Compile(Ticketing.Naive);

    /// <summary>All of it.</summary>
    [Benchmark]
    public long Predict()
    {
        var steps = new long[Worlds];
        Parallel.For(0, Worlds, () => new World(_system), (n, _, world) =>
        {
            steps[n] = world.Run(new CrowdPlan(10_000, StepsAWorld), (ulong)n).Steps;
            return world;
        }, _ => { });
        return steps.Sum();
    }
}
