using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Lab.Services.Tests.Support;

/// <summary>Something else that answers in a service's place: a proxy's error page, say.</summary>
internal sealed class Stranger : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _requests;

    private Stranger(WebApplication app) => _app = app;

    public string Address => _app.Urls.Single();

    public int Requests => _requests;

    public static async Task<Stranger> StartAsync(int status, string body)
    {
        var builder = WebApplication.CreateSlimBuilder(["--urls", "http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var stranger = new Stranger(app);
        app.Run(context =>
        {
            Interlocked.Increment(ref stranger._requests);
            context.Response.StatusCode = status;
            context.Response.ContentType = "application/json";
            return context.Response.WriteAsync(body);
        });
        await app.StartAsync();
        return stranger;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
