using Lab.Contracts.Control;

namespace Lab.Sockets.Tests.Links.Toxics;

public sealed class LatencyTests : ToxicContract
{
    internal override ToxicWish Wish => new() { Kind = ToxicKind.Latency, DelayMilliseconds = 300_000, Milliseconds = Forever };

    [Fact]
    public async Task An_echo_takes_at_least_the_delay_of_both_directions()
    {
        await using var link = new LinkUnderTest(LinkUnderTest.EchoAsync);
        using var socket = await link.ConnectAsync();
        await link.Relay.PutAsync("slow", Wish with { DelayMilliseconds = 40 });
        var began = TimeProvider.System.GetTimestamp();

        await Wires.EchoAsync(socket);

        Assert.InRange(TimeProvider.System.GetElapsedTime(began).TotalMilliseconds, 80, double.MaxValue);
    }

    [Fact]
    public async Task One_direction_alone_is_as_late_as_one()
    {
        await using var link = new LinkUnderTest(LinkUnderTest.EchoAsync);
        using var socket = await link.ConnectAsync();
        await link.Relay.PutAsync("up", Wish with { Direction = ToxicDirection.Upstream, DelayMilliseconds = 1 });
        await link.Relay.PutAsync("down", Wish with { Direction = ToxicDirection.Downstream });
        var echo = Wires.EchoAsync(socket);
        await Task.Delay(Wires.Glance, TimeProvider.System, TestContext.Current.CancellationToken);
        Assert.False(echo.IsCompleted);

        await link.Relay.RemoveAsync("down");

        await echo.WaitAsync(Wires.Patience);
        Assert.Equal("up", Assert.Single(await link.Relay.ToxicsAsync()).Name);
    }
}
