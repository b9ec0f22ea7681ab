using System.Text.Json;

namespace Lab.Chaos.Stress;

/// <summary>A whole HTTP/1.1 reply.</summary>
internal sealed record Reply
{
    public required int Status { get; init; }

    /// <summary>Names compare without case; of a repeated header the last value.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>Decoded from chunks where it came in chunks.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The connection may carry another request.</summary>
    public required bool KeepAlive { get; init; }

    /// <summary>The <c>code</c> of a JSON body, as problem documents carry it (RFC 9457 allows members of one's own).</summary>
    public string? Code()
    {
        if (!Headers.TryGetValue("Content-Type", out var type) || !type.Contains("json", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(Body);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("code", out var code)
                && code.ValueKind == JsonValueKind.String ? code.GetString() : null;
        }
        catch (JsonException)
        {
            return null;   // the status alone decides then
        }
    }

    /// <summary>A time stamp that the service put into a header, ns; null when absent or no number.</summary>
    public long? Stamp(string header) =>
        Headers.TryGetValue(header, out var text) && long.TryParse(text, out var stamp) ? stamp : null;
}
