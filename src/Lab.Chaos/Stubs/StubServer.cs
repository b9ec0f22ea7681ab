using System.Globalization;
using Lab.Chaos.Stress;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Lab.Chaos.Stubs;

/// <summary>
/// Stands in for a service somebody else runs, as payments: every request is accepted after a seeded lognormal delay.
/// Listens where <c>ASPNETCORE_URLS</c> says.
/// </summary>
internal static class StubServer
{
    /// <summary>Serves until cancelled, or until the process is told to end.</summary>
    public static async Task RunAsync(StubOptions options, CancellationToken cancellationToken)
    {
        await using var application = Build(options);
        await application.RunAsync(cancellationToken);
    }

    /// <param name="options">How it answers.</param>
    /// <param name="urls">Addresses in place of <c>ASPNETCORE_URLS</c>.</param>
    public static WebApplication Build(StubOptions options, params string[] urls)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        if (urls.Length > 0)
        {
            builder.WebHost.UseUrls(urls);
        }

        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<PreciseDelay>();
        builder.Services.AddSingleton(new LognormalDelay(options.Median, options.P99, options.Seed));
        builder.Services.AddSingleton<RequestCounter>();
        var application = builder.Build();
        application.MapGet("/health", () => TypedResults.Ok());
        application.MapMethods("/{**path}", ["GET", "POST"], AcceptAsync);
        return application;
    }

    private static async Task<JsonHttpResult<Accepted>> AcceptAsync(
        HttpRequest request, LognormalDelay delay, PreciseDelay clock, RequestCounter counter, CancellationToken cancellationToken)
    {
        // Requests without a key are told apart by their order of arrival: repeatable only while they come one at a time.
        var id = request.Headers["Idempotency-Key"] is [{ Length: > 0 } key] ? key : counter.Next();
        await clock.DelayAsync(delay.For(id), cancellationToken);
        return TypedResults.Json(new Accepted("accepted", id));
    }

    private sealed record Accepted(string Status, string Id);

    private sealed class RequestCounter
    {
        private long _count;

        public string Next() => Interlocked.Increment(ref _count).ToString(CultureInfo.InvariantCulture);
    }
}
