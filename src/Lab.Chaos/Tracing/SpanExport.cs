using OpenTelemetry;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Lab.Chaos.Tracing;

/// <summary>
/// Sends the spans of one run to where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> points, which an AppHost sets. Protocol, headers and resource
/// attributes come from the other <c>OTEL_*</c> variables.
/// </summary>
internal static class SpanExport
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string ServiceName = "OTEL_SERVICE_NAME";

    /// <summary>Null, with nothing created, when no endpoint is set. Disposal sends what is still buffered.</summary>
    /// <param name="variable">Looks up a variable of the environment.</param>
    public static IDisposable? Start(Func<string, string?> variable)
    {
        if (string.IsNullOrWhiteSpace(variable(Endpoint)))
        {
            return null;
        }

        var resource = ResourceBuilder.CreateDefault();
        return Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(string.IsNullOrWhiteSpace(variable(ServiceName)) ? resource.AddService("lab") : resource)
            .AddSource(Telemetry.Name, "System.Net.Http", "Npgsql")
            .AddOtlpExporter()
            .Build();
    }
}
