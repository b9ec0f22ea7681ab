using System.Net.Sockets;
using Lab.Contracts.Control;

namespace Lab.Sockets.Tests.Links.Toxics;

public sealed class ResetTests : ToxicContract
{
    internal override ToxicWish Wish => new() { Kind = ToxicKind.Reset, Milliseconds = Forever };

    protected override bool OpenConnectionsSurvive => false;

    [Fact]
    public async Task It_is_a_reset_on_the_wire_and_not_an_end()
    {
        await using var link = new LinkUnderTest(LinkUnderTest.EchoAsync);
        using var socket = await link.ConnectAsync();
        await Wires.EchoAsync(socket);

        await link.Relay.PutAsync("crash", Wish);

        Assert.Equal(SocketError.ConnectionReset, await Wires.EndAsync(socket).WaitAsync(Wires.Patience));
    }
}
