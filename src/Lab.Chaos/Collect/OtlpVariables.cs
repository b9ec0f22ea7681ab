namespace Lab.Chaos.Collect;

/// <summary>Variables of the OpenTelemetry specification by which a process is told where to send what.</summary>
internal static class OtlpVariables
{
    public const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    public const string Protocol = "OTEL_EXPORTER_OTLP_PROTOCOL";
    public const string Headers = "OTEL_EXPORTER_OTLP_HEADERS";

    /// <summary>
    /// For services under a collector of the lab: what a volley leaves is sent after it, in few large batches, so that telling about it
    /// hardly competes with it; and nothing of it is lost when thousands of spans end at once.
    /// </summary>
    public static IReadOnlyDictionary<string, string> For(Uri collector) => new Dictionary<string, string>
    {
        [Endpoint] = collector.ToString().TrimEnd('/'),
        [Protocol] = "http/protobuf",
        [Headers] = "",
        ["OTEL_BSP_SCHEDULE_DELAY"] = "1000",
        ["OTEL_BSP_MAX_QUEUE_SIZE"] = "32768",
        ["OTEL_BSP_MAX_EXPORT_BATCH_SIZE"] = "4096",
        ["OTEL_BLRP_SCHEDULE_DELAY"] = "1000",
        ["OTEL_METRIC_EXPORT_INTERVAL"] = "5000",
    };
}
