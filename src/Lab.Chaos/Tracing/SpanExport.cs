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
    public static IDisposable? Start()
    {
        if (IsUnset(Endpoint))
        {
            return null;
        }

        var resource = ResourceBuilder.CreateDefault();
        return Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(IsUnset(ServiceName) ? resource.AddService("lab") : resource)
            .AddSource(Telemetry.Name)
            .AddOtlpExporter()
            .Build();
    }

    private static bool IsUnset(string variable) => string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(variable));
}
