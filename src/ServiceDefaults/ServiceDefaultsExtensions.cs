using Lab.ServiceDefaults.Discovery;
using Lab.ServiceDefaults.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Lab.ServiceDefaults;

/// <summary>What every service of the topology has in common: telemetry, health, discovery. Nothing about chaos.</summary>
/// <remarks>
/// Resilience is off on purpose. A retry that succeeds hides the failed first attempt from the client, and with it the very
/// anomaly the lab is there to show; a retry of a request that did happen buys twice.
/// </remarks>
public static class ServiceDefaultsExtensions
{
    private const string Live = "live";

    /// <summary>Adds telemetry (exported only when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set), health checks and discovery.</summary>
    public static TBuilder AddServiceDefaults<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        // First in the list, so that every other source overrides it. A console line per request would be what is measured.
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource
        {
            InitialData =
            [
                new("Logging:LogLevel:Default", "Information"),
                new("Logging:LogLevel:Microsoft", "Warning"),
                new("Logging:LogLevel:Microsoft.Hosting.Lifetime", "Information"),
                new("Logging:LogLevel:System", "Warning"),
                new("Logging:LogLevel:Npgsql", "Warning"),
            ],
        });

        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddHealthChecks().AddCheck("self", () => HealthCheckResult.Healthy(), [Live]);
        builder.Services.AddSingleton<ServiceAddresses>();
        builder.AddTelemetry();
        return builder;
    }

    /// <summary><c>/health</c>: fit to take requests. <c>/alive</c>: the process answers; nothing it depends on is asked.</summary>
    public static WebApplication MapDefaultEndpoints(this WebApplication app)
    {
        // Degraded means "not yet" here: no reason for an error in the log, but none for requests either.
        var readiness = new HealthCheckOptions();
        readiness.ResultStatusCodes[HealthStatus.Degraded] = StatusCodes.Status503ServiceUnavailable;
        app.MapHealthChecks(HealthPaths.Ready, readiness);
        app.MapHealthChecks(HealthPaths.Alive, new HealthCheckOptions { Predicate = check => check.Tags.Contains(Live) });
        return app;
    }
}
