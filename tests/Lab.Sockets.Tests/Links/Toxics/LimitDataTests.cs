using System.Net.Sockets;
using Lab.Contracts.Control;

namespace Lab.Sockets.Tests.Links.Toxics;

public sealed class LimitDataTests : ToxicContract
{
    internal override ToxicWish Wish => new() { Kind = ToxicKind.LimitData, Bytes = 10, Milliseconds = Forever };

    protected override bool OpenConnectionsSurvive => false;

    [Fact]
    public async Task So_many_bytes_arrive_and_then_the_end()
    {
        await using var link = new LinkUnderTest(LinkUnderTest.EchoAsync);
        using var socket = await link.ConnectAsync();
        await link.Relay.PutAsync("short", Wish with { Direction = ToxicDirection.Downstream });

        await Wires.SendAllAsync(socket, new byte[64], TestContext.Current.CancellationToken);

        Assert.Equal(10, (await Wires.ReceiveAsync(socket, 10).WaitAsync(Wires.Patience)).Length);
        Assert.Equal(SocketError.Success, await Wires.EndAsync(socket).WaitAsync(Wires.Patience));
    }

    private protected override Task NudgeAsync(Socket socket) => Wires.SendAllAsync(socket, new byte[64], CancellationToken.None);
}
