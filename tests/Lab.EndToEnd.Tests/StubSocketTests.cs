using System.Net;
using System.Net.Sockets;
using System.Text;
using Lab.Chaos.Isolate.Stubs;
using Lab.Chaos.Isolate.Stubs.Reading;

namespace Lab.EndToEnd.Tests;

/// <summary>What only a socket shows: connections that break, bodies that trickle, and reconfiguring between two requests of one client.</summary>
public sealed class StubSocketTests
{
    private const string Mappings = """
        { "mappings": [
          { "request": { "urlPath": "/good" }, "response": { "jsonBody": { "status": "accepted" } } },
          { "request": { "urlPath": "/drip" }, "response": { "body": "0123456789", "chunkedDribbleDelay": { "numberOfChunks": 5, "totalDuration": 200 } } },
          { "request": { "urlPath": "/EMPTY_RESPONSE" }, "response": { "fault": "EMPTY_RESPONSE" } },
          { "request": { "urlPath": "/MALFORMED_RESPONSE_CHUNK" }, "response": { "fault": "MALFORMED_RESPONSE_CHUNK" } },
          { "request": { "urlPath": "/RANDOM_DATA_THEN_CLOSE" }, "response": { "fault": "RANDOM_DATA_THEN_CLOSE" } },
          { "request": { "urlPath": "/CONNECTION_RESET_BY_PEER" }, "response": { "fault": "CONNECTION_RESET_BY_PEER" } } ] }
        """;

    [Theory]
    [InlineData("EMPTY_RESPONSE", "")]
    [InlineData("MALFORMED_RESPONSE_CHUNK", "HTTP/1.1 200 OK")]
    [InlineData("RANDOM_DATA_THEN_CLOSE", "\ufffd\u0001")]
    public async Task A_fault_sends_what_it_says_and_ends_the_stream_in_good_order(string fault, string begin)
    {
        await using var stub = await StartAsync();
        using var socket = await RequestAsync(stub, fault);

        using var reader = new StreamReader(new NetworkStream(socket), Encoding.UTF8);
        var text = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);

        Assert.StartsWith(begin, text, StringComparison.Ordinal);
        Assert.True(begin.Length > 0 || text.Length == 0, text);
    }

    [Fact]
    public async Task A_reset_is_one_on_the_wire()
    {
        await using var stub = await StartAsync();
        using var socket = await RequestAsync(stub, "CONNECTION_RESET_BY_PEER");

        var failure = await Assert.ThrowsAsync<SocketException>(
            () => socket.ReceiveAsync(new byte[100], TestContext.Current.CancellationToken).AsTask());

        Assert.Equal(SocketError.ConnectionReset, failure.SocketErrorCode);
    }

    [Fact]
    public async Task A_client_on_one_connection_sees_every_change_at_its_next_request()
    {
        await using var stub = await StartAsync();
        using var client = new HttpClient { BaseAddress = stub.Address };
        var id = System.Text.Json.Nodes.JsonNode.Parse(await client.GetStringAsync(new Uri("/__admin/mappings", UriKind.Relative)))!["mappings"]![0]!["id"];

        using var before = await client.PostAsync(new Uri("/good", UriKind.Relative), new StringContent("""{"amount":1}"""));
        using var change = await client.PutAsync(
            new Uri($"/__admin/mappings/{id}", UriKind.Relative), new StringContent("""{ "request": { "urlPath": "/good" }, "response": { "status": 402 } }"""));
        using var after = await client.PostAsync(new Uri("/good", UriKind.Relative), new StringContent("""{"amount":1}"""));

        Assert.Equal("""{"status":"accepted"}""", await before.Content.ReadAsStringAsync());
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.PaymentRequired), (change.StatusCode, after.StatusCode));
    }

    [Fact]
    public async Task A_dribbled_body_comes_in_pieces()
    {
        await using var stub = await StartAsync();
        using var client = new HttpClient { BaseAddress = stub.Address };

        await using var body = await client.GetStreamAsync(new Uri("/drip", UriKind.Relative));
        var pieces = new List<int>();
        var buffer = new byte[100];
        while (await body.ReadAsync(buffer, TestContext.Current.CancellationToken) is > 0 and var read)
        {
            pieces.Add(read);
        }

        Assert.Equal(10, pieces.Sum());
        Assert.True(pieces.Count > 1, $"{pieces.Count} piece");
    }

    private static async Task<RunningStub> StartAsync()
    {
        var mistakes = new Mistakes();
        var application = StubServer.Build(
            new StubOptions(), new MappingReader([]).ReadAll(Mappings, "faults.json", "faults.json", mistakes), reader: null, "http://127.0.0.1:0");
        mistakes.ThrowIfAny();
        await application.StartAsync(TestContext.Current.CancellationToken);
        return new RunningStub(application, new Uri(application.Urls.Single()));
    }

    private static async Task<Socket> RequestAsync(RunningStub stub, string path)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, stub.Address.Port, TestContext.Current.CancellationToken);
        await socket.SendAsync(
            Encoding.ASCII.GetBytes($"POST /{path} HTTP/1.1\r\nHost: stub\r\nContent-Length: 4\r\n\r\nbody"), TestContext.Current.CancellationToken);
        return socket;
    }

    private sealed record RunningStub(Microsoft.AspNetCore.Builder.WebApplication Application, Uri Address) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Application.DisposeAsync();
    }
}
