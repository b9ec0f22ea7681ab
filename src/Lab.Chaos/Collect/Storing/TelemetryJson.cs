using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Lab.Chaos.Collect.Storing;

/// <summary>How lines of spans.jsonl and logs.jsonl look: what is absent is left out.</summary>
[JsonSerializable(typeof(SpansHeader))]
[JsonSerializable(typeof(SpanRecord))]
[JsonSerializable(typeof(LogLine))]
internal sealed partial class TelemetryJson : JsonSerializerContext
{
    /// <summary>With <c>SELECT … &lt; $1</c> and <c>stock:é</c> written as people read them.</summary>
    public static readonly TelemetryJson Relaxed = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}

/// <summary>
/// First line of spans.jsonl. The two clocks were read together, so a span that began at s ns since 1970 began at
/// <c>s - Unix + Monotonic</c> on the clock of the history.
/// </summary>
/// <param name="Format">Version of the format.</param>
/// <param name="Unix">ns since 1970.</param>
/// <param name="Monotonic">ns on the clock of the history.</param>
internal sealed record SpansHeader(int Format, long Unix, long Monotonic)
{
    /// <summary>The only format there is.</summary>
    public const int Newest = 1;
}
