using System.Text.Json;
using Lab.Chaos.Predict.Model;
using Lab.Chaos.Predict.Swarm;
using Lab.Chaos.Scenarios;
using static Lab.Chaos.Tests.Predict.Swarm.Steps;

namespace Lab.Chaos.Tests.Predict.Swarm;

public sealed class WorldTests
{
    private static readonly VolleyPlan _volley = new(200, TimeSpan.FromMilliseconds(50), Alignment.Unaligned, 50);
    private static readonly CrowdPlan _crowd = new(500, 100_000);

    [Fact]
    public void The_same_stream_gives_the_same_result_whatever_the_world_was_used_for_before()
    {
        var system = CompiledSystem.Compile(Everything);
        var used = new World(system);
        used.Run(new CrowdPlan(3_000, 50_000) { Load = 3 }, 9);
        used.Run(_volley with { Requests = 700 }, 9);

        Assert.Equal(Text(new World(system).Run(_crowd, 4)), Text(used.Run(_crowd, 4)));
        Assert.Equal(Text(new World(system).Run(_volley, 4)), Text(used.Run(_volley, 4)));
        Assert.Equal(Text(new World(system).Run(_crowd, 4)), Text(used.Run(_crowd, 4)));
    }

    [Fact]
    public void Another_stream_gives_another_world()
    {
        var world = new World(CompiledSystem.Compile(Everything));

        Assert.NotEqual(Text(world.Run(_crowd, 4)), Text(world.Run(_crowd, 5)));
    }

    [Fact]
    public void Being_watched_changes_nothing()
    {
        var system = CompiledSystem.Compile(Everything);

        Assert.Equal(Text(new World(system).Run(_crowd, 4)), Text(new World(system).Run(_crowd, 4, new Watcher())));
    }

    [Fact]
    public void Worlds_on_many_threads_come_out_as_on_one()
    {
        var system = CompiledSystem.Compile(Everything);
        var alone = new World(system);
        var one = Enumerable.Range(0, 8).Select(n => Text(alone.Run(_crowd, (ulong)n))).ToArray();
        var many = new string[8];

        Parallel.For(0, 8, () => new World(system), (n, _, world) =>
        {
            many[n] = Text(world.Run(_crowd, (ulong)n));
            return world;
        }, _ => { });

        Assert.Equal(one, many);
    }

    [Fact]
    public void A_second_run_allocates_only_its_result()
    {
        var world = new World(CompiledSystem.Compile(Everything));
        world.Run(_crowd, 4);
        var before = GC.GetAllocatedBytesForCurrentThread();

        world.Run(_crowd, 4);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20_000);
    }

    private static string Text(WorldResult result) => JsonSerializer.Serialize(result);

    /// <summary>A model in which everything that the swarm knows occurs.</summary>
    private static SystemModel Everything => (Tiny.At(
        new OperationModel { Name = "buy", Service = "shop", Weight = 3, Retry = new RetryModel(TimeSpan.FromMilliseconds(80), 2), Steps = [Lease(30, [.. Naive, Charge()]) with { Fencing = true }, OwnRow("postgres")] },
        new OperationModel { Name = "update", Service = "desk", Steps = [Serializable(Read("postgres"), Write("postgres", add: 1)), Invalidate("redis") with { Key = "copy:{key}" }] },
        new OperationModel { Name = "look", Service = "shop", Steps = [Read("redis", Read("postgres"), Copy("redis", from: "postgres") with { Key = "copy:{key}" }) with { Key = "copy:{key}" }] }) with
    {
        Swarm = new SwarmModel
        {
            Cores = 2,
            Keys = 20,
            Think = new Latency(TimeSpan.FromMilliseconds(300), TimeSpan.FromSeconds(3)),
            Restarts = new Dictionary<string, RestartModel> { ["shop"] = new RestartModel(TimeSpan.FromSeconds(3)) },
            Pauses = new Dictionary<string, PauseModel> { ["desk"] = new(TimeSpan.FromSeconds(2), TimeSpan.FromMilliseconds(200)) },
            Slow = new Dictionary<string, SlowModel> { ["payments"] = new(TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(1), 4) },
        },
        Volley = new VolleyModel(50, 200, TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(5)),
    })
        .With("shop", shop => shop with { Replicas = 3, Cpu = Tiny.Cpu(0.1), Quota = 0.25, Latency = Tiny.Lognormal(1, 5) })
        .With("payments", payments => payments with { Latency = Tiny.Lognormal(5, 25) })
        .With("redis", redis => redis with { Concurrency = 1, Latency = Tiny.Lognormal(0.05, 0.2) });

    private sealed class Watcher : IRecorder
    {
        public void Add(in StepEvent happened)
        {
        }
    }
}
