using System.Net;
using System.Net.Sockets;
using Lab.Chaos.Links;
using Lab.Chaos.Links.Polling;
using Lab.Contracts;
using Lab.Contracts.Control;

namespace Lab.Sockets.Tests.Links;

/// <summary>A link without a toxic: nobody may notice it. Alone, since one of them counts what the whole process allocates.</summary>
[Collection(Alone.Name)]
public sealed class RelayTests
{
    [Fact]
    public async Task An_end_of_one_direction_leaves_the_other_open()
    {
        await using var link = new LinkUnderTest(async (client, ended) =>
        {
            Assert.Equal(0, await client.ReceiveAsync(new byte[1], ended));
            await client.SendAsync("after the end"u8.ToArray(), ended);
        });
        using var socket = await link.ConnectAsync();

        socket.Shutdown(SocketShutdown.Send);

        Assert.Equal("after the end"u8.ToArray(), await Wires.ReceiveAsync(socket, 13).WaitAsync(Wires.Patience));
        Assert.Equal(SocketError.Success, await Wires.EndAsync(socket).WaitAsync(Wires.Patience));
    }

    [Fact]
    public async Task A_server_that_resets_is_seen_to_reset()
    {
        await using var link = new LinkUnderTest(async (client, ended) =>
        {
            await client.ReceiveAsync(new byte[1], ended);
            client.LingerState = new LingerOption(enable: true, seconds: 0);
        });
        using var socket = await link.ConnectAsync();

        await socket.SendAsync(new byte[1], TestContext.Current.CancellationToken);

        Assert.Equal(SocketError.ConnectionReset, await Wires.EndAsync(socket).WaitAsync(Wires.Patience));
    }

    [Fact]
    public async Task A_client_that_resets_is_seen_to_reset()
    {
        var seen = new TaskCompletionSource<SocketError>();
        await using var link = new LinkUnderTest(async (client, _) =>
        {
            await client.SendAsync(new byte[1], CancellationToken.None);
            seen.SetResult(await Wires.EndAsync(client));
        });
        var socket = await link.ConnectAsync();
        await Wires.ReceiveAsync(socket, 1);

        Wire.Reset(socket);

        Assert.Equal(SocketError.ConnectionReset, await seen.Task.WaitAsync(Wires.Patience));
    }

    [Fact]
    public async Task What_was_sent_before_a_reset_arrives_before_it()
    {
        await using var link = new LinkUnderTest(async (client, ended) =>
        {
            await client.SendAsync(new byte[100], ended);   // and closes with a request unread, which is a reset
        });
        using var socket = await link.ConnectAsync();
        await socket.SendAsync(new byte[50_000], TestContext.Current.CancellationToken);

        Assert.Equal(100, (await Wires.ReceiveAsync(socket, 100).WaitAsync(Wires.Patience)).Length);
    }

    [Fact]
    public async Task Where_no_server_is_the_connection_is_reset()
    {
        using var relay = new Relay(new IPEndPoint(IPAddress.Loopback, Unused()), 0, TimeProvider.System, IPoller.Create());
        relay.Start();
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

        Assert.Equal(SocketError.ConnectionReset, await ConnectAsync(socket, relay.Port) ?? await Wires.EndAsync(socket).WaitAsync(Wires.Patience));
    }

    // The reset may be quicker than the end of the connect.
    private static async Task<SocketError?> ConnectAsync(Socket socket, int port)
    {
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port, TestContext.Current.CancellationToken);
            return null;
        }
        catch (SocketException problem)
        {
            return problem.SocketErrorCode;
        }
    }

    [Fact]
    public async Task A_receiver_that_does_not_read_holds_the_sender_back()
    {
        var read = new TaskCompletionSource();
        await using var link = new LinkUnderTest(async (client, ended) =>
        {
            await read.Task;
            await LinkUnderTest.EchoAsync(client, ended);
        });
        using var socket = await link.ConnectAsync();
        var sent = new byte[64 * 1024 * 1024];

        var sending = Wires.SendAllAsync(socket, sent, TestContext.Current.CancellationToken);
        await Task.Delay(Wires.Glance, TimeProvider.System, TestContext.Current.CancellationToken);

        Assert.False(sending.IsCompleted, "64 MB went somewhere, and not to the server");
        read.SetResult();
        await Wires.ReceiveAsync(socket, sent.Length).WaitAsync(Wires.Patience);
        await sending;
    }

    [Fact]
    public async Task Two_hundred_connections_at_once_are_all_served()
    {
        await using var link = new LinkUnderTest(LinkUnderTest.EchoAsync);

        await Task.WhenAll(Enumerable.Range(0, 200).Select(async _ =>
        {
            using var socket = await link.ConnectAsync();
            await Wires.EchoAsync(socket);
            await Wires.EchoAsync(socket);
        })).WaitAsync(Wires.Patience);
    }

    [Fact]
    public void Nothing_is_allocated_for_a_chunk()
    {
        const int Chunks = 3_000;
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var relay = new Relay((IPEndPoint)listener.LocalEndpoint, 0, TimeProvider.System, IPoller.Create());
        relay.Start();

        // Blocking throughout: a socket that was once used asynchronously allocates when it waits.
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(IPAddress.Loopback, relay.Port);
        new Thread(() => Bounce(listener.AcceptSocket())) { IsBackground = true }.Start();
        Exchange(socket, 500);
        var before = GC.GetTotalAllocatedBytes(precise: true);

        Exchange(socket, Chunks);

        // Two chunks an exchange. Others of this process may allocate a little meanwhile, and none so much.
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 10 * Chunks);
    }

    [Fact]
    public async Task Toxics_hit_the_connections_of_the_processes_they_name_and_no_others()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "who owns a connection is known on Linux only");
        await using var link = new LinkUnderTest(LinkUnderTest.EchoAsync);
        using var before = await link.ConnectAsync();
        await Wires.EchoAsync(before);
        var wish = new ToxicWish { Kind = ToxicKind.Partition, Milliseconds = 3_600_000 };

        await link.Relay.PutAsync("mine", wish with { Clients = [Environment.ProcessId] });
        await link.Relay.PutAsync("another's", wish with { Clients = [1] });
        using var after = await link.ConnectAsync();
        var echoes = Task.WhenAny(Wires.EchoAsync(before), Wires.EchoAsync(after));
        await Task.Delay(Wires.Glance, TimeProvider.System, TestContext.Current.CancellationToken);

        Assert.False(echoes.IsCompleted);
        Assert.Equal([("mine", 2L), ("another's", 0L)], (await link.Relay.ToxicsAsync()).Select(toxic => (toxic.Name, toxic.Connections)));
    }

    [Fact]
    public void A_port_in_use_is_said_with_the_mend()
    {
        using var holder = new TcpListener(IPAddress.Loopback, 0);
        holder.Start();
        var port = ((IPEndPoint)holder.LocalEndpoint).Port;
        using var poller = IPoller.Create();

        var problem = Assert.Throws<LabException>(() => new Relay(new IPEndPoint(IPAddress.Loopback, 1), port, TimeProvider.System, poller));

        Assert.Equal($"The link cannot listen on 127.0.0.1:{port}: Address already in use. Give another port: --listen {port + 1}, or leave it out for one that is free.", problem.Message);
    }

    private static void Exchange(Socket socket, int times)
    {
        Span<byte> chunk = stackalloc byte[32];
        for (var n = 0; n < times; n++)
        {
            socket.Send(chunk);
            for (var got = 0; got < chunk.Length;)
            {
                got += socket.Receive(chunk[got..]);
            }
        }
    }

    private static void Bounce(Socket accepted)
    {
        using var socket = accepted;
        Span<byte> chunk = stackalloc byte[32];
        try
        {
            while (socket.Receive(chunk) is > 0 and var count)
            {
                socket.Send(chunk[..count]);
            }
        }
        catch (SocketException)
        {
            // The test is over.
        }
    }

    private static int Unused()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
