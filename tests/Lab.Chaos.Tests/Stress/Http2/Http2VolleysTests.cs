using System.Collections.Concurrent;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Stress;
using Lab.Contracts;
using Lab.Contracts.Histories;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Lab.Chaos.Tests.Stress.Http2;

/// <summary>Volleys over HTTP/2 against Kestrel.</summary>
public sealed class Http2VolleysTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_stream_is_answered_as_its_own_operation()
    {
        await using var server = await Server.StartAsync(HttpProtocols.Http2);

        var operations = await FireAsync(server.Url, requests: 250);

        Assert.Equal(250, operations.Select(operation => operation.Id).Distinct().Count());
        Assert.All(operations, operation => Assert.Equal((Outcome.Ok, 201, "replica-1"), (operation.Outcome, operation.Status, operation.Replica)));
        Assert.Equal(operations.Select(operation => operation.Id).Order(), server.Keys.Order());
    }

    [Fact]
    public async Task No_request_can_be_acted_on_before_the_release()
    {
        await using var server = await Server.StartAsync(HttpProtocols.Http2);
        await using var driver = new VolleyDriver(server.Url, Sample.Rules, TimeProvider.System) { Quiet = TimeSpan.FromMilliseconds(300) };
        driver.OverHttp2(3);

        var operations = await driver.FireAsync(Sample.Volley(server.Url, Alignment.Aligned, 60), Cancellation);

        var released = operations.Min(operation => operation.Sent);
        Assert.All(operations, operation => Assert.True(operation.FirstRead > released));
        Assert.All(operations, operation => Assert.True(operation.Received < released));
    }

    [Fact]
    public async Task Requests_are_spread_over_as_many_connections_as_were_asked_for_and_those_are_used_again()
    {
        await using var server = await Server.StartAsync(HttpProtocols.Http2);
        await using var driver = new VolleyDriver(server.Url, Sample.Rules, TimeProvider.System);
        driver.OverHttp2(3);

        await driver.FireAsync(Sample.Volley(server.Url, Alignment.Aligned, 30), Cancellation);
        await driver.FireAsync(Sample.Volley(server.Url, Alignment.Aligned, 30, number: 1), Cancellation);

        Assert.Equal([20, 20, 20], server.Connections.CountBy(connection => connection).Select(connection => connection.Value));
    }

    [Fact]
    public async Task A_server_with_room_for_few_streams_gets_more_connections()
    {
        await using var server = await Server.StartAsync(HttpProtocols.Http2, mostStreams: 10);

        var operations = await FireAsync(server.Url, requests: 45, connections: 1);

        Assert.All(operations, operation => Assert.Equal(Outcome.Ok, operation.Outcome));
        Assert.Equal(5, server.Connections.Distinct().Count());
    }

    [Fact]
    public async Task A_refusal_keeps_its_code_and_a_reset_stream_is_info()
    {
        await using var server = await Server.StartAsync(HttpProtocols.Http2, answer: (context, number) =>
        {
            if (number == 0)
            {
                context.Abort();
                return Task.CompletedTask;
            }

            context.Response.StatusCode = 409;
            context.Response.ContentType = "application/problem+json";
            return context.Response.WriteAsync("""{"code":"sold-out"}""");
        });

        var operations = await FireAsync(server.Url, requests: 5);

        Assert.Equal([Outcome.Fail, Outcome.Fail, Outcome.Fail, Outcome.Fail, Outcome.Info], operations.Select(operation => operation.Outcome).Order());
        Assert.Equal(4, operations.Count(operation => operation.Error == "sold-out"));
        Assert.StartsWith("stream reset, code", operations.Single(operation => operation.Outcome == Outcome.Info).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silence_is_info_after_the_time_out()
    {
        await using var server = await Server.StartAsync(HttpProtocols.Http2, answer: (context, _) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted));
        await using var driver = new VolleyDriver(server.Url, Sample.Rules, TimeProvider.System);
        driver.OverHttp2(2);

        var operations = await driver.FireAsync(Sample.Volley(server.Url, Alignment.Aligned, 4, timeout: TimeSpan.FromMilliseconds(200)), Cancellation);

        Assert.All(operations, operation => Assert.Equal((Outcome.Info, "no reply within 0.2 s"), (operation.Outcome, operation.Error)));
    }

    [Fact]
    public async Task A_target_that_speaks_no_http_2_is_named_with_the_mend()
    {
        await using var server = await Server.StartAsync(HttpProtocols.Http1);

        var refused = await Assert.ThrowsAsync<LabException>(() => FireAsync(server.Url, requests: 5));

        Assert.Contains("does not speak HTTP/2 without TLS", refused.Message, StringComparison.Ordinal);
        Assert.EndsWith("give such an endpoint under target in scenario.yaml, or take out --http 2.", refused.Message, StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<Operation>> FireAsync(Uri target, int requests, int connections = 4)
    {
        await using var driver = new VolleyDriver(target, Sample.Rules, TimeProvider.System);
        driver.OverHttp2(connections);
        return await driver.FireAsync(Sample.Volley(target, Alignment.Aligned, requests), Cancellation);
    }

    /// <summary>Stamps as the services of the lab do, and remembers what came over which connection.</summary>
    private sealed class Server : IAsyncDisposable
    {
        private readonly WebApplication _application;
        private int _requests;

        private Server(HttpProtocols protocols, int mostStreams, Func<HttpContext, int, Task>? answer)
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.ConfigureKestrel(kestrel =>
            {
                kestrel.Limits.Http2.MaxStreamsPerConnection = mostStreams;
                kestrel.Listen(System.Net.IPAddress.Loopback, 0, endpoint => endpoint.Protocols = protocols);
            });
            _application = builder.Build();
            _application.Run(context => AnswerAsync(context, answer));
        }

        public Uri Url => new(_application.Urls.Single());

        public ConcurrentBag<string> Keys { get; } = [];

        public ConcurrentBag<string> Connections { get; } = [];

        public static async Task<Server> StartAsync(HttpProtocols protocols, int mostStreams = 100, Func<HttpContext, int, Task>? answer = null)
        {
            var server = new Server(protocols, mostStreams, answer);
            await server._application.StartAsync(Cancellation);
            return server;
        }

        public ValueTask DisposeAsync() => _application.DisposeAsync();

        private async Task AnswerAsync(HttpContext context, Func<HttpContext, int, Task>? answer)
        {
            var received = TimeProvider.System.Nanoseconds();
            Connections.Add(context.Connection.Id);
            Keys.Add(context.Request.Headers["Idempotency-Key"].ToString());
            using var body = await System.Text.Json.JsonDocument.ParseAsync(context.Request.Body, default, context.RequestAborted);
            if (answer is not null)
            {
                await answer(context, Interlocked.Increment(ref _requests) - 1);
                return;
            }

            context.Response.StatusCode = 201;
            context.Response.Headers["Lab-Replica"] = "replica-1";
            context.Response.Headers["Lab-Received"] = $"{received}";
            context.Response.Headers["Lab-First-Read"] = $"{TimeProvider.System.Nanoseconds()}";
            await context.Response.WriteAsync("{}", context.RequestAborted);
        }
    }
}
