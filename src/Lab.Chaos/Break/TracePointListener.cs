using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Lab.Chaos.Break;

/// <summary>What a service says when an armed trace point is reached; it is held there until the answer comes.</summary>
/// <param name="Point">Name of the trace point.</param>
/// <param name="Replica">Replica that reached it.</param>
/// <param name="Pid">Its process.</param>
/// <param name="Key">The contended key.</param>
/// <param name="Operation">The operation's idempotency key.</param>
internal sealed record TracePointReached(string Point, string Replica, int Pid, string Key, string Operation)
{
    /// <summary>The span of the operation, which came with the call; default when the service sent none.</summary>
    [JsonIgnore]
    public ActivityContext Span { get; init; }
}

/// <summary>
/// Where services call when they reach an armed trace point. The caller is held until the fault has been injected, so that the
/// fault falls exactly between two of its instructions:
/// <code>service: write row -> reached? ---POST---> nemesis: SIGKILL the replica, answer into the void</code>
/// </summary>
internal sealed class TracePointListener : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Func<TracePointReached, Task>> _waiting = new();
    private readonly WebApplication _app;

    private TracePointListener(WebApplication app) => _app = app;

    public static async Task<TracePointListener> StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRouting();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var listener = new TracePointListener(app);
        app.UseRouting();
        app.MapPost("/reached/{ticket}", listener.ReachedAsync);
        await app.StartAsync(cancellationToken);
        return listener;
    }

    /// <summary>Registers what happens when the point is reached; gives the address to arm it with.</summary>
    public Uri Expect(Func<TracePointReached, Task> reached)
    {
        var ticket = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        _waiting[ticket] = reached;
        return new Uri($"{_app.Urls.First()}/reached/{ticket}");
    }

    /// <summary>Forgets it; a call that comes later is let through at once.</summary>
    public void Forget(Uri callback) => _waiting.TryRemove(callback.Segments[^1], out _);

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task ReachedAsync(HttpContext context)
    {
        var ticket = (string)context.GetRouteValue("ticket")!;
        var reached = await context.Request.ReadFromJsonAsync<TracePointReached>(context.RequestAborted);
        if (reached is not null && _waiting.TryRemove(ticket, out var action))
        {
            await action(reached with { Span = ActivityContext.TryParse(context.Request.Headers.TraceParent, null, out var span) ? span : default });
        }
    }
}
