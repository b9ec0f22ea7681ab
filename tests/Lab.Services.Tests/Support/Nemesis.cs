using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Lab.Services.Tests.Support;

/// <summary>Listens for passes that a trace point holds, and lets them go when the test says so.</summary>
internal sealed class Nemesis : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TaskCompletionSource<JsonElement> _caught = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _release = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Nemesis(WebApplication app) => _app = app;

    /// <summary>The report of the first pass that was caught.</summary>
    public Task<JsonElement> Caught => _caught.Task.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);

    public int Reports { get; private set; }

    public static async Task<Nemesis> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder(["--urls", "http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var nemesis = new Nemesis(app);
        app.Run(nemesis.HoldAsync);
        await app.StartAsync();
        return nemesis;
    }

    /// <summary>Arms a trace point of one replica.</summary>
    public async Task ArmAsync(HttpClient replica, string point, int skip = 0)
    {
        using var reply = await replica.PutAsync(
            $"trace-points/{point}", Json.Body($$"""{"callback":"{{_app.Urls.Single()}}/reached","skip":{{skip}}}"""));
        reply.EnsureSuccessStatusCode();
    }

    public void Release() => _release.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        Release();
        await _app.DisposeAsync();
    }

    private async Task HoldAsync(HttpContext context)
    {
        using var report = await JsonDocument.ParseAsync(context.Request.Body);
        Reports++;
        _caught.TrySetResult(report.RootElement.Clone());
        await _release.Task.WaitAsync(context.RequestAborted);
    }
}
