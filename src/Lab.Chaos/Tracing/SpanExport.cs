using Lab.Chaos.Collect;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Lab.Chaos.Tracing;

/// <summary>
/// Sends the spans of one run to its collector, which forwards them; without one to where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> points, which an
/// AppHost sets. Protocol, headers and resource attributes then come from the other <c>OTEL_*</c> variables.
/// </summary>
internal sealed class SpanExport : IDisposable
{
    private const string ServiceName = "OTEL_SERVICE_NAME";

    private readonly TracerProvider _provider;

    private SpanExport(TracerProvider provider) => _provider = provider;

    /// <summary>Null, with nothing created, when there is nowhere to send to. Disposal sends what is still buffered.</summary>
    /// <param name="collector">Base address of a collector for OTLP over HTTP; null for none.</param>
    /// <param name="variable">Looks up a variable of the environment.</param>
    public static SpanExport? Start(Uri? collector, Func<string, string?> variable)
    {
        if (collector is null && string.IsNullOrWhiteSpace(variable(OtlpVariables.Endpoint)))
        {
            return null;
        }

        var resource = ResourceBuilder.CreateDefault();
        return new SpanExport(Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(string.IsNullOrWhiteSpace(variable(ServiceName)) ? resource.AddService("lab") : resource)
            .AddSource(Telemetry.Name, "System.Net.Http", "Npgsql")
            .AddOtlpExporter(options =>
            {
                if (collector is not null)
                {
                    options.Endpoint = new Uri(collector, "v1/traces");
                    options.Protocol = OtlpExportProtocol.HttpProtobuf;
                    options.Headers = "";
                }
            })
            .Build());
    }

    /// <summary>Sends what is buffered, and answers when it is sent.</summary>
    public void Flush() => _provider.ForceFlush();

    public void Dispose() => _provider.Dispose();
}
