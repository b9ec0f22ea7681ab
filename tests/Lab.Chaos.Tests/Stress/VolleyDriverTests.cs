using System.Net;
using System.Net.Sockets;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Stress;
using Lab.Contracts;
using Lab.Contracts.Histories;

namespace Lab.Chaos.Tests.Stress;

public sealed class VolleyDriverTests
{
    private static readonly CancellationToken Never = CancellationToken.None;

    [Theory]
    [InlineData(Alignment.Aligned)]
    [InlineData(Alignment.Unaligned)]
    [InlineData(Alignment.Sequential)]
    public async Task Every_request_comes_back_as_one_operation_in_the_order_of_its_schedule(object alignment)
    {
        await using var server = new ScriptedServer(_ => ScriptedServer.Created);
        await using var driver = Driver(server.Url);
        var volley = Sample.Volley(server.Url, (Alignment)alignment, 20);

        var operations = await driver.FireAsync(volley, Never);

        Assert.Equal(volley.Requests.Select(request => request.Id), operations.Select(operation => operation.Id));
        Assert.Equal(operations.Select(operation => operation.Scheduled).Order(), operations.Select(operation => operation.Scheduled));
        Assert.All(operations, operation => Assert.Equal(Outcome.Ok, operation.Outcome));
        Assert.All(operations, operation => Assert.True(operation.Scheduled <= operation.Sent && operation.Sent < operation.Returned));
    }

    [Theory]
    [InlineData(Alignment.Aligned)]
    [InlineData(Alignment.Unaligned)]
    [InlineData(Alignment.Sequential)]
    public async Task The_release_is_told_once_everything_stands_ready_and_before_the_first_request_goes(object alignment)
    {
        await using var server = new ScriptedServer(_ => ScriptedServer.Created);
        await using var driver = Driver(server.Url);
        List<long> released = [];

        var operations = await driver.FireAsync(
            Sample.Volley(server.Url, (Alignment)alignment, 20), () => released.Add(TimeProvider.System.Nanoseconds()), Never);

        Assert.True(Assert.Single(released) <= operations[0].Scheduled);
    }

    [Fact]
    public async Task Headers_of_the_reply_name_the_replica_and_its_time_stamps()
    {
        await using var server = new ScriptedServer(_ => ScriptedServer.Created);
        await using var driver = Driver(server.Url);

        var operation = Assert.Single(await driver.FireAsync(Sample.Volley(server.Url, Alignment.Sequential, 1), Never));

        Assert.Equal(("inventory-2", 17L, null), (operation.Replica, operation.Received, operation.FirstRead));
    }

    [Fact]
    public async Task The_server_has_no_request_of_an_aligned_volley_before_all_are_released()
    {
        await using var server = new ScriptedServer(_ => ScriptedServer.Created);
        var pause = new PausedTime();
        await using var driver = new VolleyDriver(server.Url, Sample.Rules, pause);
        var firing = driver.FireAsync(Sample.Volley(server.Url, Alignment.Aligned, 20), Never);

        await pause.Reached;   // the quiet time after staging
        for (var n = 0; n < 20; n++)
        {
            await server.Read.WaitAsync();
        }

        var before = server.Requests;
        pause.Resume();
        await firing;

        Assert.Equal((0, 20), (before, server.Requests));
        Assert.Equal(20, server.Connections);
    }

    [Theory]
    [InlineData("HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n", Outcome.Ok, null)]
    [InlineData("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n", Outcome.Fail, "HTTP 400")]
    [InlineData("HTTP/1.1 409 Conflict\r\nContent-Type: application/problem+json\r\nContent-Length: 19\r\n\r\n{\"code\":\"sold-out\"}",
        Outcome.Fail, "sold-out")]
    [InlineData("HTTP/1.1 409 Conflict\r\nContent-Type: application/problem+json\r\nContent-Length: 15\r\n\r\n{\"code\":\"busy\"}",
        Outcome.Info, "busy")]
    [InlineData("HTTP/1.1 409 Conflict\r\nContent-Length: 0\r\n\r\n", Outcome.Info, "HTTP 409")]
    [InlineData("HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n", Outcome.Info, "HTTP 500")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", Outcome.Info, "HTTP 200")]
    [InlineData("nonsense\r\n\r\n", Outcome.Info, "receive: not an HTTP/1.1 status line: 'nonsense'")]
    [InlineData("HTTP/1.1 201 Created\r\nConnection: close\r\nContent-Length: 9\r\n\r\ncut",
        Outcome.Info, "receive: closed after 65 bytes, before the reply was complete")]
    [InlineData(null, Outcome.Info, "receive: ConnectionReset")]
    public async Task A_reply_means_what_the_rules_list_and_everything_else_is_info(string? reply, Outcome outcome, string? error)
    {
        await using var server = new ScriptedServer(_ => reply);
        await using var driver = Driver(server.Url);

        var operation = Assert.Single(await driver.FireAsync(Sample.Volley(server.Url, Alignment.Aligned, 1), Never));

        Assert.Equal((outcome, error), (operation.Outcome, operation.Error));
    }

    [Theory]
    [InlineData(Alignment.Aligned)]
    [InlineData(Alignment.Unaligned)]
    [InlineData(Alignment.Sequential)]
    public async Task Silence_until_the_time_out_is_info(object alignment)
    {
        await using var server = new ScriptedServer(_ => "");
        await using var driver = Driver(server.Url);
        var volley = Sample.Volley(server.Url, (Alignment)alignment, 2, TimeSpan.FromMilliseconds(200));

        var operations = await driver.FireAsync(volley, Never);

        Assert.All(operations, operation =>
            Assert.Equal((Outcome.Info, 0, "no reply within 0.2 s"), (operation.Outcome, operation.Status, operation.Error)));
    }

    [Fact]
    public async Task Connections_with_a_definite_reply_carry_the_next_volley_too()
    {
        await using var server = new ScriptedServer(_ => ScriptedServer.Created);
        await using var driver = Driver(server.Url);

        await driver.FireAsync(Sample.Volley(server.Url, Alignment.Aligned, 8, number: 0), Never);
        await driver.FireAsync(Sample.Volley(server.Url, Alignment.Aligned, 8, number: 1), Never);

        Assert.Equal((8, 16), (server.Connections, server.Requests));
    }

    [Fact]
    public async Task A_connection_that_got_info_is_never_used_again()
    {
        await using var server = new ScriptedServer(_ => "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n");
        await using var driver = Driver(server.Url);

        await driver.FireAsync(Sample.Volley(server.Url, Alignment.Aligned, 3, number: 0), Never);
        await driver.FireAsync(Sample.Volley(server.Url, Alignment.Aligned, 3, number: 1), Never);

        Assert.Equal(6, server.Connections);
    }

    [Fact]
    public async Task A_connection_that_the_server_closed_meanwhile_is_replaced_and_no_operation_is_lost()
    {
        await using var server = new ScriptedServer(_ => ScriptedServer.Created);
        await using var driver = Driver(server.Url);
        await driver.FireAsync(Sample.Volley(server.Url, Alignment.Aligned, 3, number: 0), Never);
        server.CloseIdle();

        var operations = await driver.FireAsync(Sample.Volley(server.Url, Alignment.Aligned, 3, number: 1), Never);

        Assert.All(operations, operation => Assert.Equal(Outcome.Ok, operation.Outcome));
        Assert.Equal(6, server.Connections);
    }

    [Fact]
    public async Task An_open_model_sends_on_time_though_nothing_is_answered()
    {
        await using var server = new ScriptedServer(_ => "");
        await using var driver = Driver(server.Url);
        using var cancellation = new CancellationTokenSource();
        var firing = driver.FireAsync(Sample.Volley(server.Url, Alignment.Unaligned, 10), cancellation.Token);

        for (var n = 0; n < 10; n++)
        {
            await server.Arrived.WaitAsync();
        }

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => firing);
    }

    [Theory]
    [InlineData(Alignment.Aligned)]
    [InlineData(Alignment.Unaligned)]
    public async Task Cancelling_closes_every_connection_of_the_volley(object alignment)
    {
        await using var server = new ScriptedServer(_ => "");
        await using var driver = Driver(server.Url);
        using var cancellation = new CancellationTokenSource();
        var firing = driver.FireAsync(Sample.Volley(server.Url, (Alignment)alignment, 4), cancellation.Token);
        await server.Arrived.WaitAsync();

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => firing);
        for (var n = 0; n < 4; n++)
        {
            await server.Closed.WaitAsync();
        }
    }

    [Theory]
    [InlineData(Alignment.Aligned)]
    [InlineData(Alignment.Sequential)]
    public async Task A_target_where_nothing_listens_is_named_with_the_mend(object alignment)
    {
        var target = UnusedAddress();
        await using var driver = Driver(target);

        var failure = await Assert.ThrowsAsync<LabException>(
            () => driver.FireAsync(Sample.Volley(target, (Alignment)alignment, 3), Never));

        Assert.Equal($"Nothing accepts connections at {target} (connect: ConnectionRefused). "
            + "Start the system first (lab up), or correct its address under target in scenario.yaml.", failure.Message);
    }

    [Fact]
    public async Task A_request_refused_before_anything_was_sent_certainly_did_not_happen()
    {
        ScriptedServer? server = null;
        server = new ScriptedServer(_ =>
        {
            server!.StopListening();
            return "HTTP/1.1 201 Created\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        });
        await using var disposed = server;
        await using var driver = Driver(server.Url);

        var operations = await driver.FireAsync(Sample.Volley(server.Url, Alignment.Sequential, 2), Never);

        Assert.Equal([(Outcome.Ok, null), (Outcome.Fail, "connect: ConnectionRefused")],
            operations.Select(operation => (operation.Outcome, operation.Error)));
    }

    private static VolleyDriver Driver(Uri target) => new(target, Sample.Rules, TimeProvider.System);

    private static Uri UnusedAddress()
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return new Uri($"http://127.0.0.1:{((IPEndPoint)socket.LocalEndPoint!).Port}");
    }
}
