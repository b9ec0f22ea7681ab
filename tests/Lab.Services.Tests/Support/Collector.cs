using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Lab.Services.Tests.Support;

/// <summary>Takes what is exported by OTLP over HTTP and keeps it as it came.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, string> _received = new(StringComparer.Ordinal);

    private Collector(WebApplication app) => _app = app;

    public string Address => _app.Urls.Single();

    public static async Task<Collector> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder(["--urls", "http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var collector = new Collector(app);
        app.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);

            // Protobuf holds strings as plain UTF-8; Latin-1 keeps every other byte as one character.
            var text = Encoding.Latin1.GetString(body.ToArray());
            collector._received.AddOrUpdate(context.Request.Path.Value!, text, (_, before) => before + text);
            context.Response.StatusCode = StatusCodes.Status200OK;
        });
        await app.StartAsync();
        return collector;
    }

    /// <summary>True when all of the words have come in at the path.</summary>
    public bool Has(string path, params string[] words) =>
        words.All(_received.GetValueOrDefault(path, "").Contains);

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
