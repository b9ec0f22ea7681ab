using System.Text.Json.Serialization;

namespace Lab.Chaos.Collect;

/// <summary>One log record, and one line of <c>logs.jsonl</c>.</summary>
internal sealed record LogLine
{
    /// <summary>ns since 1970.</summary>
    public required long Time { get; init; }

    /// <summary>As the sender calls it, else by its number: <c>Trace</c> to <c>Fatal</c>.</summary>
    public required string Severity { get; init; }

    public required string Body { get; init; }

    /// <summary>The trace in which it was written; null for none.</summary>
    [JsonPropertyName("trace")]
    public string? TraceId { get; init; }

    [JsonPropertyName("span")]
    public string? SpanId { get; init; }

    public required string Service { get; init; }

    public string? Instance { get; init; }

    /// <summary>The logger's name.</summary>
    public string Category { get; init; } = "";

    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>();
}
