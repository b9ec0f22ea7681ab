using BenchmarkDotNet.Attributes;
using Lab.Chaos.Predict.Swarm;
using Lab.Chaos.Scenarios;

namespace Lab.Bench.Swarm;

/// <summary>One volley of 200, as forecasts repeat it by the thousand.</summary>
[Config(typeof(InThisProcess))]
[MemoryDiagnoser]
public class VolleyBench
{
    private World _world = null!;

    /// <summary>How it sells.</summary>
    [Params("naive", "row lock")]
    public string Variant { get; set; } = "";

    /// <summary>Fills the world's buffers.</summary>
    [GlobalSetup]
    public void Settle()
    {
        _world = new World(CompiledSystem.Compile(Variant == "naive" ? Ticketing.Naive : Ticketing.RowLock));
        Fire();
    }

    /// <summary>Spread over half a second.</summary>
    [Benchmark]
    public long Fire() => _world.Run(new VolleyPlan(200, TimeSpan.FromMilliseconds(500), Alignment.Unaligned, 50), stream: 1).Steps;
}
