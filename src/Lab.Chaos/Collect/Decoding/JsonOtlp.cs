using System.Globalization;
using System.Text.Json;

namespace Lab.Chaos.Collect.Decoding;

/// <summary>
/// OTLP as JSON, which exporters for browsers send: the protobuf's field names in lowerCamelCase, ids in hex, 64-bit numbers as text.
/// <code>{"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"web"}}]},"scopeSpans":[{"spans":[…]}]}]}</code>
/// </summary>
internal static class JsonOtlp
{
    /// <exception cref="MalformedOtlpException">It is no such request.</exception>
    public static IReadOnlyList<SpanRecord> Spans(ReadOnlyMemory<byte> request) =>
        Read<SpanRecord>(request, "resourceSpans", "scopeSpans", "spans", (span, origin, scope) => [Span(span, origin, scope)]);

    /// <exception cref="MalformedOtlpException">It is no such request.</exception>
    public static IReadOnlyList<LogLine> Logs(ReadOnlyMemory<byte> request) =>
        Read<LogLine>(request, "resourceLogs", "scopeLogs", "logRecords", (record, origin, scope) => [Log(record, origin, scope)]);

    /// <exception cref="MalformedOtlpException">It is no such request.</exception>
    public static IReadOnlyList<MetricPoint> Metrics(ReadOnlyMemory<byte> request) =>
        Read(request, "resourceMetrics", "scopeMetrics", "metrics", (metric, origin, _) => Points(metric, origin));

    private static List<T> Read<T>(
        ReadOnlyMemory<byte> request, string resources, string scopes, string items, Func<JsonElement, Origin, string, IEnumerable<T>> item)
    {
        try
        {
            using var document = JsonDocument.Parse(request);
            List<T> read = [];
            foreach (var resource in List(document.RootElement, resources))
            {
                var origin = resource.TryGetProperty("resource", out var own) ? Origin.Of(Attributes(own)) : Origin.Unsaid;
                foreach (var scope in List(resource, scopes))
                {
                    var name = scope.TryGetProperty("scope", out var library) ? Text(library, "name") : "";
                    read.AddRange(List(scope, items).SelectMany(one => item(one, origin, name)));
                }
            }

            return read;
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException or FormatException or OverflowException)
        {
            // A property of another kind than expected is an InvalidOperationException there.
            throw new MalformedOtlpException("This is no OTLP message in JSON.", broken);
        }
    }

    private static SpanRecord Span(JsonElement span, Origin origin, string scope) => new()
    {
        TraceId = Id(span, "traceId", 32),
        SpanId = Id(span, "spanId", 16),
        ParentId = Text(span, "parentSpanId") is { Length: > 0 } ? Id(span, "parentSpanId", 16) : null,
        Name = Text(span, "name"),
        Kind = TraceReader.Kind((ulong)Number(span, "kind")),
        Service = origin.Service,
        Instance = origin.Instance,
        Scope = scope,
        Start = Number(span, "startTimeUnixNano"),
        End = Number(span, "endTimeUnixNano"),
        Failed = span.TryGetProperty("status", out var status) && Number(status, "code") == 2,
        Message = status.ValueKind == JsonValueKind.Object && Text(status, "message") is { Length: > 0 } message ? message : null,
        Attributes = Attributes(span),
        Events = List(span, "events").Select(happened => new SpanEvent(Number(happened, "timeUnixNano"), Text(happened, "name"), Attributes(happened))).ToArray() is { Length: > 0 } events ? events : null,
        Links = List(span, "links").Select(link => new SpanLink(Id(link, "traceId", 32), Id(link, "spanId", 16))).ToArray() is { Length: > 0 } links ? links : null,
    };

    private static LogLine Log(JsonElement record, Origin origin, string scope) => new()
    {
        Time = Number(record, "timeUnixNano") is var time and not 0 ? time : Number(record, "observedTimeUnixNano"),
        Severity = Text(record, "severityText") is { Length: > 0 } severity ? severity : LogReader.Severity((int)Number(record, "severityNumber")),
        Body = record.TryGetProperty("body", out var body) ? Value(body) : "",
        TraceId = Text(record, "traceId") is { Length: > 0 } trace ? trace : null,
        SpanId = Text(record, "spanId") is { Length: > 0 } span ? span : null,
        Service = origin.Service,
        Instance = origin.Instance,
        Category = scope,
        Attributes = Attributes(record),
    };

    private static IEnumerable<MetricPoint> Points(JsonElement metric, Origin origin)
    {
        var (name, unit) = (Text(metric, "name"), Text(metric, "unit"));
        foreach (var kind in (string[])["gauge", "sum", "histogram", "exponentialHistogram", "summary"])
        {
            foreach (var point in metric.TryGetProperty(kind, out var data) ? List(data, "dataPoints") : [])
            {
                yield return kind is "gauge" or "sum"
                    ? new MetricPoint(origin, name, unit, point.TryGetProperty("asDouble", out var value) ? value.GetDouble() : Number(point, "asInt"), 1)
                    : new MetricPoint(origin, name, unit, point.TryGetProperty("sum", out var sum) ? sum.GetDouble() : 0, Number(point, "count"));
            }
        }
    }

    private static Dictionary<string, string> Attributes(JsonElement of)
    {
        Dictionary<string, string> attributes = [];
        foreach (var pair in List(of, "attributes"))
        {
            attributes[Text(pair, "key")] = pair.TryGetProperty("value", out var value) ? Value(value) : "";
        }

        return attributes;
    }

    // Nesting is bounded by the JSON reader, which goes 64 deep.
    private static string Value(JsonElement value)
    {
        foreach (var typed in value.EnumerateObject())
        {
            return typed.Name switch
            {
                "arrayValue" => $"[{string.Join(", ", List(typed.Value, "values").Select(Value))}]",
                "kvlistValue" => $"{{{string.Join(", ", List(typed.Value, "values").Select(pair => $"{Text(pair, "key")}: {(pair.TryGetProperty("value", out var inner) ? Value(inner) : "")}"))}}}",
                _ when typed.Value.ValueKind is JsonValueKind.True => "true",
                _ when typed.Value.ValueKind is JsonValueKind.False => "false",
                _ => typed.Value.ToString(),
            };
        }

        return "";
    }

    private static JsonElement.ArrayEnumerator List(JsonElement of, string name) =>
        of.TryGetProperty(name, out var list) && list.ValueKind != JsonValueKind.Null ? list.EnumerateArray() : default;

    private static string Text(JsonElement of, string name) => of.TryGetProperty(name, out var text) ? text.GetString() ?? "" : "";

    private static long Number(JsonElement of, string name) => !of.TryGetProperty(name, out var number) ? 0
        : number.ValueKind == JsonValueKind.String ? long.Parse(number.GetString()!, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)
        : number.GetInt64();

    private static string Id(JsonElement of, string name, int length)
    {
        var id = Text(of, name).ToLowerInvariant();
        return id.Length == length && id.All(char.IsAsciiHexDigitLower) ? id : throw new MalformedOtlpException($"{name} is '{id}'; it must be {length} hex digits.");
    }
}
