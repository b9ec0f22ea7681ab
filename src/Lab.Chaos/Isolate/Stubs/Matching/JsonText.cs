using System.Text.Json;

namespace Lab.Chaos.Isolate.Stubs.Matching;

internal static class JsonText
{
    /// <summary>Null when the text is none, or no JSON.</summary>
    public static JsonDocument? Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        try
        {
            return JsonDocument.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>What patterns compare: a text without its quotes, anything else as it is written; null for null.</summary>
    public static string? Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => value.GetString(),
        _ => value.GetRawText(),
    };
}
