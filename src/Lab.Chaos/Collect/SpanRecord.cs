using System.Text.Json.Serialization;

namespace Lab.Chaos.Collect;

/// <summary>
/// One span, and one line of <c>spans.jsonl</c>:
/// <code>
/// {"trace":"0af7…","span":"b7ad…","parent":"00f0…","name":"redis GET","kind":"client","service":"inventory","instance":"inventory-2",
///  "scope":"Lab.Services.Inventory","start":1795287600123456700,"end":1795287600123956700,"attributes":{"db.operation.name":"GET","lab.value":"1"}}
/// </code>
/// Times are nanoseconds since 1970 on the clock of the machine that sent it; the first line of the file relates them to the history's.
/// </summary>
internal sealed record SpanRecord
{
    /// <summary>32 hex digits, as in the history. First in its line: the index looks for it there.</summary>
    [JsonPropertyName("trace")]
    public required string TraceId { get; init; }

    /// <summary>16 hex digits.</summary>
    [JsonPropertyName("span")]
    public required string SpanId { get; init; }

    /// <summary>Null for a root.</summary>
    [JsonPropertyName("parent")]
    public string? ParentId { get; init; }

    /// <summary>For example <c>POST /orders</c>.</summary>
    public required string Name { get; init; }

    /// <summary><c>internal</c>, <c>server</c>, <c>client</c>, <c>producer</c>, <c>consumer</c> or <c>unspecified</c>.</summary>
    public required string Kind { get; init; }

    /// <summary><c>service.name</c> of the resource; empty when it was not said.</summary>
    public required string Service { get; init; }

    /// <summary>The replica: <c>lab.replica</c> of the resource, else its <c>service.instance.id</c>.</summary>
    public string? Instance { get; init; }

    /// <summary>The library that made it, for example <c>Npgsql</c>.</summary>
    public string Scope { get; init; } = "";

    /// <summary>ns since 1970.</summary>
    public required long Start { get; init; }

    /// <summary>ns since 1970.</summary>
    public required long End { get; init; }

    /// <summary>Its status is Error.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Failed { get; init; }

    /// <summary>Why it failed, where that was said.</summary>
    public string? Message { get; init; }

    /// <summary>As text, whatever they were: <c>"1"</c>, <c>"true"</c>.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<SpanEvent>? Events { get; init; }

    public IReadOnlyList<SpanLink>? Links { get; init; }
}

/// <summary>Something that happened within a span.</summary>
/// <param name="Time">ns since 1970.</param>
/// <param name="Name">What.</param>
/// <param name="Attributes">As those of the span.</param>
internal sealed record SpanEvent(long Time, string Name, IReadOnlyDictionary<string, string> Attributes);

/// <summary>Another span that this one has to do with.</summary>
/// <param name="TraceId">32 hex digits.</param>
/// <param name="SpanId">16 hex digits.</param>
internal sealed record SpanLink([property: JsonPropertyName("trace")] string TraceId, [property: JsonPropertyName("span")] string SpanId);
