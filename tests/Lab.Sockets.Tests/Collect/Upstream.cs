using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Lab.Sockets.Tests.Collect;

/// <summary>Stands where a dashboard would: keeps what is forwarded to it.</summary>
internal sealed class Upstream : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly SemaphoreSlim _came = new(0);

    private Upstream(WebApplication app) => _app = app;

    public ConcurrentQueue<Forwarded> Calls { get; } = new();

    public Uri Address => new(_app.Urls.First());

    public static async Task<Upstream> StartAsync(HttpProtocols protocol, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = protocol));
        var app = builder.Build();
        var upstream = new Upstream(app);
        app.Run(upstream.KeepAsync);
        await app.StartAsync(cancellationToken);
        return upstream;
    }

    /// <summary>The next call that was forwarded.</summary>
    public async Task<Forwarded> NextAsync(CancellationToken cancellationToken)
    {
        await _came.WaitAsync(cancellationToken);
        return Calls.TryDequeue(out var call) ? call : throw new InvalidOperationException("It came and is not there.");
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _came.Dispose();
    }

    private async Task KeepAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        Calls.Enqueue(new Forwarded(
            context.Request.Path, body.ToArray(), context.Request.ContentType, context.Request.Headers.ContentEncoding, context.Request.Headers["x-otlp-api-key"]));
        if (context.Request.Protocol == "HTTP/2")
        {
            context.Response.ContentType = "application/grpc";
            context.Response.AppendTrailer("grpc-status", "0");
        }

        _came.Release();
    }
}

/// <summary>One call as it arrived there.</summary>
internal sealed record Forwarded(string Path, byte[] Body, string? ContentType, string? Encoding, string? Key);
