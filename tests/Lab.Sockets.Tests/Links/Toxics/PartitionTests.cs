using Lab.Contracts.Control;

namespace Lab.Sockets.Tests.Links.Toxics;

public sealed class PartitionTests : ToxicContract
{
    internal override ToxicWish Wish => new() { Kind = ToxicKind.Partition, Milliseconds = Forever };

    [Fact]
    public async Task A_connection_made_behind_it_works_once_it_has_healed()
    {
        await using var link = new LinkUnderTest(LinkUnderTest.EchoAsync);
        await link.Relay.PutAsync("cut", Wish);
        using var socket = await link.ConnectAsync();
        var echo = Wires.EchoAsync(socket);
        await Task.Delay(Wires.Glance, TimeProvider.System, TestContext.Current.CancellationToken);
        Assert.False(echo.IsCompleted);

        await link.Relay.RemoveAsync("cut");

        await echo.WaitAsync(Wires.Patience);
    }

    [Fact]
    public async Task An_end_does_not_pass_it_until_it_has_healed()
    {
        await using var link = new LinkUnderTest(LinkUnderTest.EchoAsync);
        using var socket = await link.ConnectAsync();
        await Wires.EchoAsync(socket);
        await link.Relay.PutAsync("cut", Wish);
        socket.Shutdown(System.Net.Sockets.SocketShutdown.Send);
        var end = Wires.EndAsync(socket);
        await Task.Delay(Wires.Glance, TimeProvider.System, TestContext.Current.CancellationToken);
        Assert.False(end.IsCompleted);

        await link.Relay.RemoveAsync("cut");

        Assert.Equal(System.Net.Sockets.SocketError.Success, await end.WaitAsync(Wires.Patience));
    }
}
