using System.Net.Sockets;
using Lab.Contracts.Control;

namespace Lab.Sockets.Tests.Links.Toxics;

public sealed class TimeoutTests : ToxicContract
{
    internal override ToxicWish Wish => new() { Kind = ToxicKind.Timeout, Milliseconds = Forever };

    [Fact]
    public async Task With_a_delay_the_connection_is_closed_after_it()
    {
        await using var link = new LinkUnderTest(LinkUnderTest.EchoAsync);
        using var socket = await link.ConnectAsync();
        await Wires.EchoAsync(socket);
        var began = TimeProvider.System.GetTimestamp();

        await link.Relay.PutAsync("silence", Wish with { DelayMilliseconds = 50 });

        Assert.Equal(SocketError.Success, await Wires.EndAsync(socket).WaitAsync(Wires.Patience));
        Assert.InRange(TimeProvider.System.GetElapsedTime(began).TotalMilliseconds, 50, double.MaxValue);
    }
}
