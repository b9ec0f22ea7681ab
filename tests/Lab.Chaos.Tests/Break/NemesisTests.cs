using Lab.Chaos.Break;
using Lab.Chaos.Break.Litmus;

namespace Lab.Chaos.Tests.Break;

/// <summary>A fault strikes once, heals on disposal, and strikes the same replica for the same seed.</summary>
public sealed class NemesisTests : BreakFixture
{
    private static readonly TimeSpan After = TimeSpan.FromMilliseconds(10);
    private static readonly FaultMoment Late = new(null, After);

    private static ChaosEngine Kill => Engines.Of("pod-delete", "inventory", "deployment", Late, ("FORCE", "true"));

    private static ChaosEngine Pause => Engines.Of("pod-pause", "inventory", "deployment", Late, ("TOTAL_CHAOS_DURATION", "2"));

    [Fact]
    public async Task A_kill_strikes_when_its_time_after_the_release_has_come()
    {
        await using var armed = await ArmAsync(Kill);
        armed.Released();
        Assert.Empty(Target.Actions);

        Time.Advance(After);

        Assert.StartsWith("kill inventory-", Assert.Single(Target.Actions), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_whose_time_never_came_leaves_no_event()
    {
        var site = Site();
        var armed = await new Nemesis(site).ArmAsync(Kill, Kill.Only(), 0, Token);
        armed.Released();

        await armed.DisposeAsync();

        Assert.Empty(Target.Actions);
        Assert.Empty(site.Book.All);
    }

    [Fact]
    public async Task Disposal_cuts_a_pause_short_but_never_skips_the_resume()
    {
        var site = Site();
        var armed = await new Nemesis(site).ArmAsync(Pause, Pause.Only(), 0, Token);
        armed.Released();
        Time.Advance(After);

        await armed.DisposeAsync();

        Assert.Equal(["pause", "resume"], site.Book.All.Select(happened => happened.Action));
        Assert.Equal(2, Target.Actions.Count);
    }

    [Fact]
    public async Task Disposing_twice_resumes_once()
    {
        var armed = await ArmAsync(Pause);
        armed.Released();
        Time.Advance(After);

        await armed.DisposeAsync();
        await armed.DisposeAsync();

        Assert.Equal(2, Target.Actions.Count);
    }

    [Fact]
    public async Task What_lasts_and_waits_for_no_moment_is_in_force_before_the_volley()
    {
        var slow = Engines.OfInventory("pod-network-latency", ("NETWORK_LATENCY", "100"), ("DESTINATION_HOSTS", "redis-service"), ("PODS_AFFECTED_PERC", "100"));

        await using (await ArmAsync(slow))
        {
            Assert.Equal(["put Latency Upstream on cache-link"], Target.Control.Done);
        }

        Assert.Equal(["put Latency Upstream on cache-link", "clear cache-link"], Target.Control.Done);
    }

    [Fact]
    public async Task Only_a_fault_whose_end_matters_is_waited_for()
    {
        var slow = Engines.OfInventory("pod-network-latency", ("DESTINATION_HOSTS", "redis-service"));
        await using var latency = await ArmAsync(slow);
        await using var pause = await ArmAsync(Pause);
        pause.Released();
        Time.Advance(After);

        Assert.True(latency.HealedAsync().IsCompleted);
        Assert.False(pause.HealedAsync().IsCompleted);
    }

    [Fact]
    public async Task Disposal_waits_for_a_strike_that_has_begun()
    {
        var struck = new TaskCompletionSource();
        Target.ActionsTake = struck.Task;
        var armed = await ArmAsync(Kill);
        var strike = armed.InjectNowAsync();

        var disposed = armed.DisposeAsync().AsTask();

        Assert.False(disposed.IsCompleted);
        struck.SetResult();
        await disposed;
        Assert.True(strike.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task The_same_seed_and_volley_strike_the_same_replica()
    {
        for (var volley = 0; volley < 8; volley++)
        {
            await StrikeAsync(volley);
        }

        var first = Target.Actions.ToList();
        for (var volley = 0; volley < 8; volley++)
        {
            await StrikeAsync(volley);
        }

        Assert.Equal(first, Target.Actions.Skip(8));
        Assert.True(first.Distinct().Count() > 1, "Eight volleys should not all strike one replica.");
    }

    private async Task StrikeAsync(int volley)
    {
        await using var armed = await new Nemesis(Site(7)).ArmAsync(Kill, Kill.Only(), volley, Token);
        armed.Released();
        Time.Advance(After);
    }

    private Task<ArmedFault> ArmAsync(ChaosEngine engine) => new Nemesis(Site()).ArmAsync(engine, engine.Only(), 0, Token);
}
