using Lab.TestKit;

namespace Lab.Chaos.Tests.TestKit;

/// <summary>The fake clock is trusted by many tests, so it has its own.</summary>
public sealed class ManualTimeTests
{
    [Fact]
    public async Task A_delay_ends_when_the_clock_is_advanced_and_not_before()
    {
        var time = new ManualTime();
        var delay = Task.Delay(TimeSpan.FromSeconds(2), time, CancellationToken.None);

        time.Advance(TimeSpan.FromSeconds(1.999));
        Assert.False(delay.IsCompleted);

        time.Advance(TimeSpan.FromSeconds(0.001));
        await delay;
    }

    [Fact]
    public void A_periodic_timer_fires_once_per_period_and_sees_its_own_time()
    {
        var time = new ManualTime();
        List<long> seen = [];
        using var timer = time.CreateTimer(
            _ => seen.Add(time.GetTimestamp()), null, TimeSpan.FromTicks(10), TimeSpan.FromTicks(10));

        time.Advance(TimeSpan.FromTicks(35));

        Assert.Equal([1_000, 2_000, 3_000], seen);
        Assert.Equal(3_500, time.GetTimestamp());
    }

    [Fact]
    public void A_disposed_timer_never_fires()
    {
        var time = new ManualTime();
        var fired = false;
        time.CreateTimer(_ => fired = true, null, TimeSpan.FromTicks(10), Timeout.InfiniteTimeSpan).Dispose();

        time.Advance(TimeSpan.FromDays(1));

        Assert.False(fired);
        Assert.Equal(0, time.Waiting);
    }
}
