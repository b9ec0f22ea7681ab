using System.Net;
using System.Net.Sockets;
using Lab.Chaos.Links;
using Lab.Chaos.Links.Polling;

namespace Lab.Sockets.Tests.Links;

/// <summary>A link in this process, in front of a small server: <c>test -> [relay] -> server</c>.</summary>
internal sealed class LinkUnderTest : IAsyncDisposable
{
    private readonly TcpListener _server = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ending = new();

    public LinkUnderTest(Func<Socket, CancellationToken, Task> serve, IPoller? poller = null)
    {
        _server.Start();
        Relay = new Relay((IPEndPoint)_server.LocalEndpoint, 0, TimeProvider.System, poller ?? IPoller.Create());
        Relay.Start();
        _ = AcceptAsync(serve);
    }

    public Relay Relay { get; }

    /// <summary>A connection through the link.</summary>
    public async Task<Socket> ConnectAsync()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, Relay.Port);
        return socket;
    }

    /// <summary>Sends back what comes, and an end when an end comes.</summary>
    public static async Task EchoAsync(Socket client, CancellationToken ended)
    {
        var buffer = new byte[64 * 1024];
        while (await client.ReceiveAsync(buffer, ended) is > 0 and var count)
        {
            await Wires.SendAllAsync(client, buffer.AsMemory(0, count), ended);
        }

        client.Shutdown(SocketShutdown.Send);
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _server.Dispose();
        Relay.Dispose();
        _ending.Dispose();
    }

    private async Task AcceptAsync(Func<Socket, CancellationToken, Task> serve)
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _server.AcceptSocketAsync(_ending.Token), serve);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(Socket client, Func<Socket, CancellationToken, Task> serve)
    {
        using (client)
        {
            try
            {
                client.NoDelay = true;
                await serve(client, _ending.Token);
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException)
            {
                // The connection was broken, which is what is tested, or the test is over.
            }
        }
    }
}
