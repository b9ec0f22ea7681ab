using System.Globalization;
using Lab.Chaos.Collect;
using Lab.Chaos.Isolate.Stubs;
using Lab.Chaos.Isolate.Stubs.Reading;
using Lab.Chaos.Stress;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace Lab.Bench;

/// <summary>What is fired at: stamps requests as the services of the lab do, and works a little or a little more.</summary>
internal static class TargetServer
{
    public static async Task ServeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(new HttpClient());
        await using var application = builder.Build();
        application.Use(StampReceived);
        application.MapGet("/health", () => "healthy");
        application.MapPost("/plain", Plain);
        application.MapPost("/busy", BusyAsync);
        await ServeUntilInputEndsAsync(application);
    }

    public static async Task ServeStubAsync()
    {
        var environment = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        await using var application = StubServer.Build(StubOptions.Read(environment), mappings: null, reader: null, "http://127.0.0.1:0");
        await ServeUntilInputEndsAsync(application);
    }

    /// <summary>The mapping of ticketing, without its delay.</summary>
    public static async Task ServeFastStubAsync()
    {
        const string Mapping = """{ "request": { "method": "POST", "urlPath": "/payments" }, "response": { "jsonBody": { "status": "accepted" } } }""";
        var reader = new MappingReader([]);
        await using var application = StubServer.Build(
            new StubOptions(), [reader.ReadOne(Mapping, "bench", Guid.Empty)], reader, "http://127.0.0.1:0");
        await ServeUntilInputEndsAsync(application);
    }

    /// <summary>The least that a Kestrel server can do to send the same reply.</summary>
    public static async Task ServeBareAsync()
    {
        var reply = "{\"status\":\"accepted\"}"u8.ToArray();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var application = builder.Build();
        application.Run(context =>
        {
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = reply.Length;
            return context.Response.Body.WriteAsync(reply).AsTask();
        });
        await ServeUntilInputEndsAsync(application);
    }

    /// <summary>As the bare one, with a span for every request where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says where to send it.</summary>
    public static async Task ServeTracedAsync()
    {
        using var traces = Environment.GetEnvironmentVariable(OtlpVariables.Endpoint) is null ? null
            : Sdk.CreateTracerProviderBuilder().AddSource("Microsoft.AspNetCore").AddOtlpExporter().Build();
        await ServeBareAsync();
    }

    private static Task StampReceived(HttpContext context, RequestDelegate next)
    {
        Stamp(context, "Lab-Received", TimeProvider.System);
        return next(context);
    }

    private static JsonHttpResult<Order> Plain(Order order, HttpContext context, TimeProvider time)
    {
        Stamp(context, "Lab-First-Read", time);
        return TypedResults.Json(order);
    }

    /// <summary>Calls out between the read and the reply, as the race of the case study does.</summary>
    private static async Task<IResult> BusyAsync(Order order, HttpContext context, TimeProvider time, HttpClient client)
    {
        Stamp(context, "Lab-First-Read", time);
        await client.GetStringAsync(new Uri($"http://{context.Request.Host}/health"), context.RequestAborted);
        return TypedResults.Json(order);
    }

    private static void Stamp(HttpContext context, string header, TimeProvider time) =>
        context.Response.Headers[header] = time.Nanoseconds().ToString(CultureInfo.InvariantCulture);

    /// <summary>Input ends with the parent, however it dies, so that no server is left behind.</summary>
    private static async Task ServeUntilInputEndsAsync(WebApplication application)
    {
        await application.StartAsync();
        Console.WriteLine(application.Urls.First());
        await Console.In.ReadToEndAsync();
        await application.StopAsync();
    }

    internal sealed record Order(string Id, int Quantity);
}
