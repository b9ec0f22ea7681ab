using System.Text.Json;
using System.Text.Json.Serialization;
using Lab.Contracts.Histories;

namespace Lab.Chaos.Histories;

/// <summary>
/// How a line of history.jsonl looks, for example
/// <code>{"type":"fault","volley":3,"at":81234567890,"action":"kill","replica":"inventory-2","tracePoint":null}</code>
/// Nulls are written out: a required null (no records were read) is not the same as a field that is missing.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowOutOfOrderMetadataProperties = true,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(HistoryLine))]
internal sealed partial class HistoryJson : JsonSerializerContext
{
    /// <summary>The format that this lab writes, and the only one that it reads.</summary>
    public const int Format = 1;

    /// <summary>One line as JSON, without the line break.</summary>
    public static string Text(HistoryLine line) => JsonSerializer.Serialize(line, Default.HistoryLine);

    /// <summary>The opposite of <see cref="Text"/>.</summary>
    /// <exception cref="JsonException">It is not a line of a history.</exception>
    public static HistoryLine Line(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, Default.HistoryLine)
                ?? throw new JsonException("The line is null.");
        }
        catch (NotSupportedException unknownType)
        {
            // A "type" that is missing is reported this way, because HistoryLine itself is abstract.
            throw new JsonException("The line has no type.", unknownType);
        }
    }
}
