using BenchmarkDotNet.Attributes;
using Lab.Chaos.Predict.Swarm;

namespace Lab.Bench.Swarm;

/// <summary>
/// A crowd on one core, 200 steps an agent. Steps a second: 200 × agents / mean. Allocated: the result of a run, nothing for a step, so it
/// must not grow with the agents. The rows of 1,000 and 10,000 agents say what ten times the agents cost.
/// </summary>
[Config(typeof(InThisProcess))]
[MemoryDiagnoser]
public class CrowdBench
{
    private const int StepsAnAgent = 200;

    private World _world = null!;

    /// <summary>How it sells.</summary>
    [Params("naive", "row lock")]
    public string Variant { get; set; } = "";

    /// <summary>How many live.</summary>
    [Params(1_000, 10_000)]
    public int Agents { get; set; }

    /// <summary>Fills the world's buffers, which later runs use again.</summary>
    [GlobalSetup]
    public void Settle()
    {
        _world = new World(CompiledSystem.Compile(Variant == "naive" ? Ticketing.Naive : Ticketing.RowLock));
        Live();
    }

    /// <summary>One run; the same stream each time, so that every iteration does the same work.</summary>
    [Benchmark]
    public long Live() => _world.Run(new CrowdPlan(Agents, (long)Agents * StepsAnAgent), stream: 1).Steps;
}
