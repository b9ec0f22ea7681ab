using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Lab.Chaos.Collect;
using Lab.Chaos.Collect.Relaying;
using Lab.Chaos.Collect.Storing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Lab.Sockets.Tests.Collect;

/// <summary>What comes over sockets, from real exporters and from hand-made calls; what goes into files and to a dashboard.</summary>
public sealed class CollectorTests : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lab-collect-");
    private readonly HttpClient _http = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _folder.Delete(recursive: true);
        await ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData(OtlpExportProtocol.HttpProtobuf)]
#pragma warning disable CS0618 // Type or member is obsolete: only on frameworks older than this one.
    [InlineData(OtlpExportProtocol.Grpc)]
#pragma warning restore CS0618
    public async Task Spans_of_the_dotnet_exporter_arrive_over_either_protocol(OtlpExportProtocol protocol)
    {
        await using var collector = await StartAsync();
        using var source = new ActivitySource($"{nameof(CollectorTests)}.{protocol}");
        string trace;
        using (Sdk.CreateTracerProviderBuilder()
            .AddSource(source.Name)
            .SetResourceBuilder(ResourceBuilder.CreateEmpty().AddService("shop", serviceInstanceId: "shop-1"))
            .AddOtlpExporter(options =>
            {
                options.Protocol = protocol;
                options.Endpoint = protocol == OtlpExportProtocol.HttpProtobuf ? new Uri(collector.Http, "v1/traces") : collector.Grpc;
            })
            .Build())
        {
            using var span = source.StartActivity("redis GET", ActivityKind.Client)!;
            span.SetTag("lab.value", 1L);
            trace = span.TraceId.ToHexString();
        }

        var stored = Assert.Single(collector.Spans.Trace(trace));

        Assert.Equal(("redis GET", "client", "shop", "shop-1", "1"), (stored.Name, stored.Kind, stored.Service, stored.Instance, stored.Attributes["lab.value"]));
    }

    [Fact]
    public async Task A_compressed_call_is_stored_and_forwarded_as_it_came()
    {
        await using var upstream = await Upstream.StartAsync(HttpProtocols.Http1, Token);
        await using var collector = await StartAsync(new RelayTarget(upstream.Address, IsGrpc: false, new Dictionary<string, string> { ["x-otlp-api-key"] = "secret" }));
        var packed = Packed(Request);

        using var reply = await PostAsync(collector, packed, "gzip");
        var forwarded = await upstream.NextAsync(Token);

        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        Assert.Single(collector.Spans.Trace(TraceId));
        Assert.Equal(("/v1/traces", "application/x-protobuf", "gzip", "secret"), (forwarded.Path, forwarded.ContentType, forwarded.Encoding, forwarded.Key));
        Assert.Equal(packed, forwarded.Body);
    }

    [Fact]
    public async Task A_call_is_forwarded_over_gRPC_with_the_same_message()
    {
        await using var upstream = await Upstream.StartAsync(HttpProtocols.Http2, Token);
        await using var collector = await StartAsync(new RelayTarget(upstream.Address, IsGrpc: true, new Dictionary<string, string>()));

        using var reply = await PostAsync(collector, Request);
        var forwarded = await upstream.NextAsync(Token);

        Assert.Equal("/opentelemetry.proto.collector.trace.v1.TraceService/Export", forwarded.Path);
        Assert.Equal(Request, forwarded.Body[5..]);
    }

    [Fact]
    public async Task A_dashboard_that_is_gone_holds_up_nobody()
    {
        await using var collector = await StartAsync(new RelayTarget(new Uri("http://127.0.0.1:1/"), IsGrpc: false, new Dictionary<string, string>()));

        using var reply = await PostAsync(collector, Request);

        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
    }

    [Theory]
    [InlineData("/v1/traces", "application/x-protobuf", null, "0affffff", 400)]
    [InlineData("/v1/traces", "application/x-protobuf", "gzip", "0a00", 400)]
    [InlineData("/v1/traces", "application/json", null, "7b", 400)]
    [InlineData("/v1/traces", "text/plain", null, "", 415)]
    [InlineData("/v1/traces", "application/x-protobuf", "br", "", 415)]
    [InlineData("/v1/nothing", "application/x-protobuf", null, "", 404)]
    public async Task What_is_no_telemetry_is_refused(string path, string type, string? encoding, string hex, int status)
    {
        await using var collector = await StartAsync();

        using var reply = await PostAsync(collector, Convert.FromHexString(hex), encoding, type, path);

        Assert.Equal(status, (int)reply.StatusCode);
        Assert.Equal(status == 404 ? 0 : 1, collector.Counts.Malformed);
        Assert.Equal(0, collector.Counts.Spans);
    }

    [Fact]
    public async Task A_call_that_unpacks_to_more_than_the_limit_is_refused()
    {
        await using var collector = await StartAsync();

        using var reply = await PostAsync(collector, Packed(new byte[17 * 1024 * 1024]), "gzip");

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, reply.StatusCode);
        Assert.Equal(1, collector.Counts.TooLarge);
    }

    [Theory]
    [InlineData("TraceService", "0000000000", "0")]
    [InlineData("TraceService", "00000000020aff", "3")]
    [InlineData("TraceService", "0000000009", "3")]
    [InlineData("NoService", "0000000000", "12")]
    public async Task A_gRPC_call_is_answered_in_its_trailers(string service, string hex, string status)
    {
        await using var collector = await StartAsync();
        using var message = new HttpRequestMessage(HttpMethod.Post, new Uri(collector.Grpc, $"/opentelemetry.proto.collector.trace.v1.{service}/Export"))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(Convert.FromHexString(hex)) { Headers = { ContentType = new MediaTypeHeaderValue("application/grpc") } },
        };

        using var reply = await _http.SendAsync(message, Token);

        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        Assert.Equal(status, reply.TrailingHeaders.GetValues("grpc-status").Single());
    }

    [Fact]
    public async Task What_was_collected_is_read_again_from_its_folder()
    {
        await using (var collector = await StartAsync())
        {
            using var before = await PostAsync(collector, Request);   // waits for the folder
            collector.WriteTo(_folder.FullName);
            using var logs = await PostAsync(
                collector, """{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"timeUnixNano":"5","body":{"stringValue":"é"}}]}]}]}"""u8.ToArray(), type: "application/json", path: "/v1/logs");
        }

        using var index = SpanIndex.Open(Path.Combine(_folder.FullName, SpanIndex.FileName))!;
        Assert.Equal([TraceId], index.TraceIds);
        Assert.Equal("redis GET", Assert.Single(index.Trace(TraceId)).Name);
        Assert.Equal(SpansHeader.Newest, index.Header?.Format);
        Assert.Contains("\"body\":\"é\"", await File.ReadAllTextAsync(Path.Combine(_folder.FullName, LogFile.FileName), Token), StringComparison.Ordinal);
    }

    [Fact]
    public void Volleys_that_are_not_judged_go_to_the_file_when_memory_is_full()
    {
        var counts = new CollectorCounts();
        using var store = new SpanStore(new SpanLimits { Waiting = 2 }, counts);
        store.WriteTo(Path.Combine(_folder.FullName, SpanIndex.FileName), TimeProvider.System);
        string[] traces = [.. Enumerable.Range(1, 10).Select(n => n.ToString("x32", null))];
        store.Claim(traces);

        foreach (var trace in traces)
        {
            store.Add(Lab.Chaos.Collect.Decoding.TraceReader.Read(Request)[0] with { TraceId = trace });
        }

        Assert.All(traces, trace => Assert.Single(store.Trace(trace)));
        Assert.Equal(0, counts.Read().DroppedSpans);
    }

    [Fact]
    public void A_line_that_was_cut_short_is_passed_over()
    {
        var path = Path.Combine(_folder.FullName, SpanIndex.FileName);
        File.WriteAllText(path, $$"""{"format":1,"unix":2,"monotonic":3}{{"\n"}}{"trace":"{{TraceId}}","span":"00","name":"a","kind":"client","service":"s","start":1,"end":2}{{"\n"}}{"trace":"{{TraceId}}","sp""");

        using var index = SpanIndex.Open(path)!;

        Assert.Equal("a", Assert.Single(index.Trace(TraceId)).Name);
    }

    private const string TraceId = "abababababababababababababababab";

    // ExportTraceServiceRequest of one span: ids, name, client, from 1 to 2 ns.
    private static readonly byte[] Request = Convert.FromHexString(
        "0a3f" + "123d" + "123b" + "0a10" + TraceId + "1208" + "cdcdcdcdcdcdcdcd" + "2a09" + Convert.ToHexString(Encoding.UTF8.GetBytes("redis GET"))
        + "3003" + "39" + "0100000000000000" + "41" + "0200000000000000");

    private static async Task<Collector> StartAsync(RelayTarget? relay = null) =>
        await Collector.StartAsync(0, 0, relay, new SpanLimits(), TimeProvider.System, Token);

    private async Task<HttpResponseMessage> PostAsync(
        Collector collector, byte[] body, string? encoding = null, string type = "application/x-protobuf", string path = "/v1/traces")
    {
        using var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue(type) } };
        if (encoding is not null)
        {
            content.Headers.ContentEncoding.Add(encoding);
        }

        return await _http.PostAsync(new Uri(collector.Http, path), content, Token);
    }

    private static byte[] Packed(byte[] plain)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(plain);
        }

        return packed.ToArray();
    }
}
