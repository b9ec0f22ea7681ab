using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using Lab.Hosting.Dashboard;
using Lab.Hosting.Dashboard.Grpc;

namespace Lab.Hosting.Tests.Dashboard;

/// <summary>Asks the resource service as the dashboard does: HTTP/2 without TLS, framed messages, the key in a header.</summary>
internal sealed class DashboardClient(Uri address, string? key) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false })
    {
        BaseAddress = address,
    };

    /// <summary>The one answer of a call, and its status.</summary>
    public async Task<(Decoded? Answer, int Status, string Message)> AskAsync(string method, ProtoWriter request)
    {
        using var response = await SendAsync(method, request.Written);
        await using var body = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        var answer = await NextAsync(body);
        Assert.Null(await NextAsync(body));
        var trailers = response.TrailingHeaders;
        return (answer, int.Parse(trailers.GetValues("grpc-status").Single(), System.Globalization.CultureInfo.InvariantCulture),
            trailers.TryGetValues("grpc-message", out var message) ? Uri.UnescapeDataString(message.Single()) : "");
    }

    /// <summary>A call whose answers come as they come.</summary>
    public async Task<Stream> WatchAsync(string method, ProtoWriter request)
    {
        var response = await SendAsync(method, request.Written);
        return await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>The next message of a stream; null at its end.</summary>
    public static async Task<Decoded?> NextAsync(Stream stream)
    {
        var header = new byte[5];
        if (await stream.ReadAtLeastAsync(header, header.Length, throwOnEndOfStream: false, TestContext.Current.CancellationToken) == 0)
        {
            return null;
        }

        Assert.Equal(0, header[0]);
        var message = new byte[BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(1))];
        await stream.ReadExactlyAsync(message, TestContext.Current.CancellationToken);
        return Decoded.Of(message);
    }

    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> SendAsync(string method, ReadOnlyMemory<byte> message)
    {
        var framed = new byte[5 + message.Length];
        BinaryPrimitives.WriteInt32BigEndian(framed.AsSpan(1), message.Length);
        message.CopyTo(framed.AsMemory(5));
        var request = new HttpRequestMessage(HttpMethod.Post, $"/aspire.v1.DashboardService/{method}")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(framed),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        request.Headers.TE.Add(new TransferCodingWithQualityHeaderValue("trailers"));
        if (key is not null)
        {
            request.Headers.Add(ResourceServer.KeyHeader, key);
        }

        var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/grpc", response.Content.Headers.ContentType?.MediaType);
        return response;
    }
}
