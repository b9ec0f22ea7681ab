using System.Net.Sockets;
using Lab.Contracts.Control;

namespace Lab.Sockets.Tests.Links.Toxics;

public sealed class SlowCloseTests : ToxicContract
{
    internal override ToxicWish Wish => new() { Kind = ToxicKind.SlowClose, DelayMilliseconds = 300_000, Milliseconds = Forever };

    // Bytes are no matter to it; ends are.
    private protected override async Task TryAsync(Socket socket)
    {
        await Wires.EchoAsync(socket);
        socket.Shutdown(SocketShutdown.Send);
        Assert.Equal(SocketError.Success, await Wires.EndAsync(socket));
    }
}
