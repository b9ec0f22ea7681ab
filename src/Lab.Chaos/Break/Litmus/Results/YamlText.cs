using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Lab.Chaos.Break.Litmus.Results;

/// <summary>Writes a JSON document as block YAML. Text that could be taken for anything else is quoted as JSON quotes it, which YAML reads.</summary>
internal static partial class YamlText
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>With a line break at the end.</summary>
    public static string Write(JsonObject document)
    {
        StringBuilder text = new();
        Entries(text, document, indent: 0);

        return text.ToString();
    }

    private static void Entries(StringBuilder text, JsonObject map, int indent)
    {
        foreach (var (key, value) in map)
        {
            text.Append(' ', indent).Append(Scalar(key)).Append(':');
            Value(text, value, indent);
        }
    }

    /// <summary>What follows a colon.</summary>
    private static void Value(StringBuilder text, JsonNode? value, int indent)
    {
        switch (value)
        {
            case JsonObject { Count: > 0 } map:
                text.Append('\n');
                Entries(text, map, indent + 2);
                break;
            case JsonArray { Count: > 0 } list:
                text.Append('\n');
                Items(text, list, indent);
                break;
            default:
                text.Append(' ').Append(Leaf(value)).Append('\n');
                break;
        }
    }

    private static void Items(StringBuilder text, JsonArray list, int indent)
    {
        foreach (var item in list)
        {
            if (item is not JsonObject { Count: > 0 } map)
            {
                text.Append(' ', indent).Append("- ").Append(Leaf(item)).Append('\n');
                continue;
            }

            // The first key stands behind the dash, the others below it.
            StringBuilder inner = new();
            Entries(inner, map, indent + 2);
            text.Append(' ', indent).Append("- ").Append(inner.ToString().AsSpan(indent + 2));
        }
    }

    private static string Leaf(JsonNode? value) =>
        value is JsonValue leaf && leaf.TryGetValue(out string? text) ? Scalar(text) : value?.ToJsonString() ?? "null";

    private static string Scalar(string text) => Plain().IsMatch(text) && !Reserved().IsMatch(text) ? text : JsonSerializer.Serialize(text, Readable);

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9 ._/-]*[A-Za-z0-9]$|^[A-Za-z]$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Plain();

    [GeneratedRegex("^(?:y|n|yes|no|on|off|true|false|null)$", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Reserved();
}
