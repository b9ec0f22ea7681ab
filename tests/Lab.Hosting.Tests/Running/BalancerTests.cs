using System.Net;
using System.Net.Sockets;
using Lab.Control.Backing;
using Lab.Hosting.Running;

namespace Lab.Hosting.Tests.Running;

/// <summary>client -> [balancer] -> backends that are sockets of the test.</summary>
public sealed class BalancerTests : IAsyncDisposable
{
    private readonly List<Socket> _listeners = [];
    private readonly List<bool> _healthy = [];
    private Balancer? _balancer;
    private int _port;

    [Fact]
    public async Task Connections_go_to_the_replicas_in_turn()
    {
        Start(replicas: 3);
        for (var connection = 0; connection < 6; connection++)
        {
            using var client = await ConnectAsync();
            using var replica = await _listeners[connection % 3].AcceptAsync();
        }
    }

    [Fact]
    public async Task An_unhealthy_replica_gets_no_connection()
    {
        Start(replicas: 2);
        _healthy[0] = false;

        for (var connection = 0; connection < 3; connection++)
        {
            using var client = await ConnectAsync();
            using var replica = await _listeners[1].AcceptAsync();
        }
    }

    [Fact]
    public async Task A_replica_that_died_unnoticed_is_passed_over()
    {
        Start(replicas: 2);
        _listeners[0].Dispose();

        for (var connection = 0; connection < 3; connection++)
        {
            using var client = await ConnectAsync();
            using var replica = await _listeners[1].AcceptAsync();
        }
    }

    [Fact]
    public async Task Without_a_healthy_replica_the_client_is_reset()
    {
        Start(replicas: 1);
        _healthy[0] = false;

        // The reset may be seen as early as by the connect itself.
        var error = await Assert.ThrowsAsync<SocketException>(async () =>
        {
            using var client = await ConnectAsync();
            await client.ReceiveAsync(new byte[1]);
        });

        Assert.Equal(SocketError.ConnectionReset, error.SocketErrorCode);
    }

    [Fact]
    public async Task Bytes_pass_unchanged_in_both_directions()
    {
        Start(replicas: 1);
        using var client = await ConnectAsync();
        using var replica = await _listeners[0].AcceptAsync();
        var bytes = new byte[100_000];
        new Lab.Contracts.Seed(42).Stream("bytes").NextBytes(bytes);

        Assert.Equal(bytes, await PassAsync(client, replica, bytes));
        Assert.Equal(bytes, await PassAsync(replica, client, bytes));
    }

    [Fact]
    public async Task A_client_that_has_finished_sending_still_gets_its_answer()
    {
        Start(replicas: 1);
        using var client = await ConnectAsync();
        using var replica = await _listeners[0].AcceptAsync();
        client.Shutdown(SocketShutdown.Send);

        Assert.Equal(0, await replica.ReceiveAsync(new byte[1]));
        Assert.Equal([1, 2, 3], await PassAsync(replica, client, [1, 2, 3]));
    }

    [Fact]
    public async Task A_reset_by_the_replica_reaches_the_client_as_a_reset()
    {
        Start(replicas: 1);
        using var client = await ConnectAsync();
        var replica = await _listeners[0].AcceptAsync();
        SocketRelay.Reset(replica);

        var error = await Assert.ThrowsAsync<SocketException>(() => client.ReceiveAsync(new byte[1]));

        Assert.Equal(SocketError.ConnectionReset, error.SocketErrorCode);
    }

    public async ValueTask DisposeAsync()
    {
        if (_balancer is not null)
        {
            await _balancer.DisposeAsync();
        }

        _listeners.ForEach(listener => listener.Dispose());
    }

    private void Start(int replicas)
    {
        for (var replica = 0; replica < replicas; replica++)
        {
            var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            listener.Listen();
            _listeners.Add(listener);
            _healthy.Add(true);
        }

        _port = FreePorts.Take();
        _balancer = Balancer.Start(
            _port, [.. _listeners.Select((l, n) => new BalancerTarget(((IPEndPoint)l.LocalEndPoint!).Port, () => _healthy[n]))]);
    }

    private async Task<Socket> ConnectAsync()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, _port);
        return socket;
    }

    private static async Task<byte[]> PassAsync(Socket from, Socket to, byte[] bytes)
    {
        var received = new byte[bytes.Length];
        var sending = from.SendAsync(bytes);
        for (var count = 0; count < received.Length;)
        {
            count += await to.ReceiveAsync(received.AsMemory(count), TestContext.Current.CancellationToken);
        }

        await sending;
        return received;
    }
}
