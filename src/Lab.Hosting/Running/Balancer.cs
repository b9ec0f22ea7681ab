using System.Net;
using System.Net.Sockets;

namespace Lab.Hosting.Running;

/// <summary>
/// One address in front of several replicas: <c>client -> [balancer] -> replica n</c>. Chooses per connection, in turn, among the
/// healthy ones, and passes bytes, ends and resets through as they come. A paused replica gets connections until its health check
/// fails, and a killed one breaks those it had: what a load balancer does, and what the lab is there to show.
/// </summary>
internal sealed class Balancer : IAsyncDisposable
{
    // A volley of hundreds arrives within a millisecond.
    private const int Backlog = 1024;

    private readonly CancellationTokenSource _closing = new();
    private readonly Socket _listener;
    private readonly Rotation _rotation;
    private readonly Task _accepting;

    private Balancer(int port, IReadOnlyList<BalancerTarget> targets)
    {
        _rotation = new Rotation(targets);
        _listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        _listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, optionValue: !OperatingSystem.IsWindows());
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, port));
        _listener.Listen(Backlog);
        _accepting = AcceptAsync();
    }

    public static Balancer Start(int port, IReadOnlyList<BalancerTarget> targets) => new(port, targets);

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _listener.Dispose();
        await _accepting;
    }

    private async Task AcceptAsync()
    {
        while (!_closing.IsCancellationRequested)
        {
            try
            {
                var client = await _listener.AcceptAsync(_closing.Token);

                // Connections look after themselves; they end with their sockets, which end with either side or with the lab.
                _ = ServeAsync(client);
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // The client left before it was accepted, or we are closing.
            }
        }
    }

    private async Task ServeAsync(Socket client)
    {
        using var registration = _closing.Token.UnsafeRegister(static socket => SocketRelay.Reset((Socket)socket!), client);
        client.NoDelay = true;
        if (await ConnectAsync() is { } replica)
        {
            await SocketRelay.RunAsync(client, replica);
        }
        else
        {
            // Nobody is there to answer: the client sees what it would see at a port without a server.
            SocketRelay.Reset(client);
        }
    }

    private async Task<Socket?> ConnectAsync()
    {
        foreach (var target in _rotation.Next())
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(IPAddress.Loopback, target.Port, _closing.Token);
                return socket;
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException)
            {
                // It died a moment ago and its health check has not noticed: on to the next.
                socket.Dispose();
            }
        }

        return null;
    }
}

/// <summary>A replica as the balancer sees it.</summary>
/// <param name="Port">Its own port on loopback.</param>
/// <param name="IsHealthy">Whether it gets new connections.</param>
internal sealed record BalancerTarget(int Port, Func<bool> IsHealthy);
