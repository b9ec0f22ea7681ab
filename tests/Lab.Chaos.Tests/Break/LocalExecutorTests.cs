using Lab.Chaos.Break.Litmus;
using Lab.Chaos.Break.Running;

namespace Lab.Chaos.Tests.Break;

/// <summary>The timeline of an experiment, as upstream runs it.</summary>
public sealed class LocalExecutorTests : BreakFixture
{
    [Fact]
    public async Task Strikes_go_on_while_less_than_the_duration_has_passed()
    {
        var run = await RunAsync(Engines.OfInventory("pod-delete", ("TOTAL_CHAOS_DURATION", "15"), ("CHAOS_INTERVAL", "5")));

        Assert.Equal((3, 3), (run.Strikes, run.Hit.Count));
        Assert.Equal(15, run.Seconds);
    }

    [Fact]
    public async Task A_duration_shorter_than_the_interval_still_strikes_once() =>
        Assert.Equal(1, (await RunAsync(Engines.OfInventory("pod-delete", ("TOTAL_CHAOS_DURATION", "1"), ("CHAOS_INTERVAL", "5")))).Strikes);

    [Fact]
    public async Task In_series_each_target_is_struck_for_itself()
    {
        var run = await RunAsync(Engines.OfInventory(
            "pod-delete", ("TOTAL_CHAOS_DURATION", "1"), ("CHAOS_INTERVAL", "5"), ("PODS_AFFECTED_PERC", "100"), ("SEQUENCE", "serial")));

        Assert.Equal(3, run.Strikes);
        Assert.Equal(15, run.Seconds);
    }

    [Fact]
    public async Task What_lasts_is_in_force_for_its_duration()
    {
        var run = await RunAsync(Engines.Of("pod-network-latency", "redis", "statefulset", null, ("TOTAL_CHAOS_DURATION", "30")));

        Assert.Equal(30, run.Seconds);
        Assert.Equal(["put Latency Downstream on cache-link", "clear cache-link"], Target.Control.Done);
    }

    [Fact]
    public async Task In_series_what_lasts_takes_as_many_durations_as_there_are_targets() => Assert.Equal(
        90,
        (await RunAsync(Engines.OfInventory(
            "pod-pause", ("TOTAL_CHAOS_DURATION", "30"), ("PODS_AFFECTED_PERC", "100"), ("SEQUENCE", "serial")))).Seconds);

    [Fact]
    public async Task Nothing_happens_during_the_ramp()
    {
        var engine = Engines.Of("pod-network-latency", "redis", "statefulset", null, ("TOTAL_CHAOS_DURATION", "10"), ("RAMP_TIME", "5"));
        var running = new LocalExecutor(Site(), "naive", _ => { }).RunAsync([engine], Token);

        Time.Advance(TimeSpan.FromSeconds(4));

        Assert.Empty(Target.Control.Done);
        await FinishAsync(running);
        Assert.Equal(2, Target.Control.Done.Count);
    }

    [Fact]
    public async Task An_engine_that_is_stopped_does_nothing() =>
        Assert.Empty(await FinishAsync(new LocalExecutor(Site(), "naive", _ => { }).RunAsync([Engines.OfInventory("pod-delete") with { Active = false }], Token)));

    [Fact]
    public async Task One_that_fails_does_not_keep_the_next_from_running()
    {
        var runs = await FinishAsync(new LocalExecutor(Site(), "naive", _ => { }).RunAsync(
            [Engines.OfInventory("pod-delete", ("TARGET_PODS", "nobody")), Engines.OfInventory("pod-delete", ("TOTAL_CHAOS_DURATION", "1"))], Token));

        Assert.Equal("TARGET_SELECTION_ERROR", runs[0].Result.Error?.Code);
        Assert.Equal(1, runs[1].Strikes);
    }

    [Fact]
    public async Task Cancellation_heals_what_is_in_force()
    {
        using var cancel = new CancellationTokenSource();
        var running = new LocalExecutor(Site(), "naive", _ => { }).RunAsync([Engines.Of("pod-network-latency", "redis", "statefulset")], cancel.Token);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Equal("clear cache-link", Target.Control.Done[^1]);
    }

    [Fact]
    public async Task The_same_seed_strikes_the_same_replicas()
    {
        var engine = Engines.OfInventory("pod-delete", ("TOTAL_CHAOS_DURATION", "50"), ("CHAOS_INTERVAL", "5"));

        Assert.Equal((await RunAsync(engine)).Hit, (await RunAsync(engine)).Hit);
    }

    [Fact]
    public async Task What_is_struck_is_what_the_dry_run_names()
    {
        var engine = Engines.OfInventory("pod-delete", ("TOTAL_CHAOS_DURATION", "1"));

        var aimed = await DryRun.AimAsync(Site(), [engine], Token);

        Assert.Equal(aimed[0].Targets, (await RunAsync(engine)).Hit);
    }

    private async Task<FaultRun> RunAsync(ChaosEngine engine) =>
        Assert.Single(await FinishAsync(new LocalExecutor(Site(), "naive", _ => { }).RunAsync([engine], Token)));

    private async Task<T> FinishAsync<T>(Task<T> running)
    {
        while (!running.IsCompleted)
        {
            Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        return await running;
    }
}
