using System.Net.Sockets;
using Lab.Contracts.Control;

namespace Lab.Sockets.Tests.Links.Toxics;

public sealed class RefuseTests : ToxicContract
{
    internal override ToxicWish Wish => new() { Kind = ToxicKind.Refuse, Milliseconds = Forever };

    [Fact]
    public async Task A_connection_that_is_open_goes_on_while_new_ones_are_refused()
    {
        await using var link = new LinkUnderTest(LinkUnderTest.EchoAsync);
        using var socket = await link.ConnectAsync();
        await Wires.EchoAsync(socket);

        await link.Relay.PutAsync("gone", Wish);

        await Wires.EchoAsync(socket).WaitAsync(Wires.Patience);
        if (OperatingSystem.IsLinux())
        {
            var refusal = await Assert.ThrowsAsync<SocketException>(link.ConnectAsync);
            Assert.Equal(SocketError.ConnectionRefused, refusal.SocketErrorCode);
        }
    }
}
