using System.Net.Sockets;
using System.Text;
using Lab.Contracts.Control;

namespace Lab.Sockets.Tests.Links.Toxics;

public sealed class StatusTests : ToxicContract
{
    private const string Answer = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nfine";

    internal override ToxicWish Wish => new() { Kind = ToxicKind.Status, StatusCodes = [503], Body = "busy", Milliseconds = Forever };

    [Fact]
    public async Task The_status_and_the_body_are_those_of_the_wish_and_the_connection_stays()
    {
        await using var link = new LinkUnderTest(ServeAsync);
        using var socket = await link.ConnectAsync();
        await TalkAsync(socket);
        await link.Relay.PutAsync("busy", Wish);
        const string Changed = "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 4\r\n\r\nbusy";

        foreach (var _ in Enumerable.Range(0, 3))
        {
            await AskAsync(socket);
            Assert.Equal(Changed, Encoding.ASCII.GetString(await Wires.ReceiveAsync(socket, Changed.Length).WaitAsync(Wires.Patience)));
        }

        await link.Relay.RemoveAsync("busy");
        await TalkAsync(socket);
    }

    // An answer to each request, whose heads are all there is of them.
    private protected override async Task ServeAsync(Socket client, CancellationToken ended)
    {
        var buffer = new byte[4096];
        while (await client.ReceiveAsync(buffer, ended) is > 0)
        {
            await Wires.SendAllAsync(client, Encoding.ASCII.GetBytes(Answer), ended);
        }
    }

    private protected override async Task TalkAsync(Socket socket)
    {
        await AskAsync(socket);
        var answer = Encoding.ASCII.GetString(await Wires.ReceiveAsync(socket, Answer.Length));
        Assert.Equal(Answer, answer);
    }

    private static Task AskAsync(Socket socket) =>
        Wires.SendAllAsync(socket, "GET /orders HTTP/1.1\r\nHost: test\r\n\r\n"u8.ToArray(), CancellationToken.None);
}
