using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Lab.ServiceDefaults.Telemetry;

/// <summary>
/// Holds the trace and metric providers for the life of the host. They are built by hand, from sources the framework itself
/// emits, because OpenTelemetry.Extensions.Hosting and the instrumentation packages are missing on restricted feeds.
/// </summary>
/// <remarks>Endpoint, protocol, headers, service name and resource attributes come from the <c>OTEL_*</c> variables.</remarks>
internal sealed class TelemetryExport(IHostEnvironment environment) : IHostedLifecycleService, IDisposable
{
    private TracerProvider? _traces;
    private MeterProvider? _metrics;

    // Starting, not Start: spans of the other hosted services are to be seen too.
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        var resource = ResourceBuilder.CreateDefault();
        _traces = Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(resource)
            .AddSource("Microsoft.AspNetCore", "System.Net.Http", "Npgsql", environment.ApplicationName)
            .AddProcessor(new DropWithParent())
            .AddOtlpExporter()
            .Build();
        _metrics = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(resource)
            .AddMeter(
                "Microsoft.AspNetCore.Hosting",
                "Microsoft.AspNetCore.Server.Kestrel",
                "System.Net.Http",
                "System.Runtime",
                "Npgsql",
                environment.ApplicationName)
            .AddOtlpExporter()
            .Build();
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    // Disposing flushes what is still buffered.
    public void Dispose()
    {
        _traces?.Dispose();
        _traces = null;
        _metrics?.Dispose();
        _metrics = null;
    }
}
