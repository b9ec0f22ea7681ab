using Lab.Chaos.Collect;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Lab.Chaos.Tracing;

/// <summary>
/// Sends what the lab tells of one run, as spans, metrics and log lines, to its collector, which forwards it; without one to where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> points, which an
/// AppHost sets. Protocol, headers and resource attributes then come from the other <c>OTEL_*</c> variables.
/// </summary>
internal sealed class LabExport : IDisposable
{
    private const string ServiceName = "OTEL_SERVICE_NAME";

    private readonly TracerProvider _traces;
    private readonly MeterProvider _metrics;
    private readonly ILoggerFactory _logs;

    private LabExport(TracerProvider traces, MeterProvider metrics, ILoggerFactory logs) => (_traces, _metrics, _logs) = (traces, metrics, logs);

    /// <summary>Null, with nothing created, when there is nowhere to send to. Disposal sends what is still buffered.</summary>
    /// <param name="collector">Base address of a collector for OTLP over HTTP; null for none.</param>
    /// <param name="variable">Looks up a variable of the environment.</param>
    public static LabExport? Start(Uri? collector, Func<string, string?> variable)
    {
        if (collector is null && string.IsNullOrWhiteSpace(variable(OtlpVariables.Endpoint)))
        {
            return null;
        }

        var resource = ResourceBuilder.CreateDefault();
        resource = string.IsNullOrWhiteSpace(variable(ServiceName)) ? resource.AddService("lab", autoGenerateServiceInstanceId: false) : resource;
        var logs = LoggerFactory.Create(logging => logging.AddOpenTelemetry(options =>
        {
            options.IncludeFormattedMessage = true;
            options.SetResourceBuilder(resource).AddOtlpExporter(export => Direct(export, collector, "v1/logs"));
        }));
        var metrics = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(resource)
            .AddMeter(Telemetry.Name, "System.Runtime")
            .AddOtlpExporter(export => Direct(export, collector, "v1/metrics"))
            .Build();
        var traces = Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(resource)
            .AddSource(Telemetry.Name, "System.Net.Http", "Npgsql")
            .AddProcessor(new SpanLog(logs.CreateLogger(Telemetry.Name)))
            .AddOtlpExporter(export => Direct(export, collector, "v1/traces"))
            .Build();
        return new LabExport(traces, metrics, logs);
    }

    private static void Direct(OtlpExporterOptions options, Uri? collector, string path)
    {
        if (collector is not null)
        {
            options.Endpoint = new Uri(collector, path);
            options.Protocol = OtlpExportProtocol.HttpProtobuf;
            options.Headers = "";
        }
    }

    /// <summary>Sends what is buffered, and answers when it is sent.</summary>
    public void Flush()
    {
        _traces.ForceFlush();
        _metrics.ForceFlush();
    }

    /// <summary>Sends the rest. Log lines are written when spans end, so their way ends last.</summary>
    public void Dispose()
    {
        _traces.Dispose();
        _metrics.Dispose();
        _logs.Dispose();
    }
}
