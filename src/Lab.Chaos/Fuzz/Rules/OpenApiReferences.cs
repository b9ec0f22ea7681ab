using System.Text.Json;

namespace Lab.Chaos.Fuzz.Rules;

/// <summary>Follows <c>{"$ref":"#/components/schemas/PlaceOrder"}</c> within one document.</summary>
internal static class OpenApiReferences
{
    private const int MostHops = 16;

    /// <summary>What the reference leads to; itself when it is none, or leads nowhere.</summary>
    public static JsonElement Resolve(JsonElement document, JsonElement element)
    {
        for (var hop = 0; hop < MostHops && Target(element) is { } pointer; hop++)
        {
            var found = document;
            foreach (var name in pointer.TrimStart('#', '/').Split('/'))
            {
                if (found.ValueKind != JsonValueKind.Object || !found.TryGetProperty(Unescaped(name), out found))
                {
                    return element;
                }
            }

            element = found;
        }

        return element;
    }

    private static string? Target(JsonElement element) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty("$ref", out var target) && target.ValueKind == JsonValueKind.String
            && target.GetString()!.StartsWith("#/", StringComparison.Ordinal)
            ? target.GetString()
            : null;

    private static string Unescaped(string name) => name.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
}
