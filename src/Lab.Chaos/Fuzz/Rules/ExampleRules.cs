using System.Text.Json;
using Lab.Chaos.Fuzz.Payloads;

namespace Lab.Chaos.Fuzz.Rules;

/// <summary>
/// Reads rules from an example that the scenario sends, where no document says more: <c>{"quantity":1}</c> is a whole number. The example
/// itself, blanks and all, is the plausible value.
/// </summary>
internal static class ExampleRules
{
    public static ValueRule Of(string json) => Of(JsonDocument.Parse(json).RootElement);

    /// <summary>A header, or what stands between two slashes of a path.</summary>
    public static ValueRule OfText(string text) => new() { Type = ValueKind.Text, Example = new JsonString(text) };

    private static ValueRule Of(JsonElement example) => example.ValueKind switch
    {
        JsonValueKind.Object => new ValueRule
        {
            Type = ValueKind.Fields,
            Fields = [.. example.EnumerateObject().Select(field => new FieldRule(field.Name, true, Of(field.Value)))],
        },
        JsonValueKind.Array => new ValueRule
        {
            Type = ValueKind.Items,
            Items = example.GetArrayLength() > 0 ? Of(example[0]) : null,
            Example = Part(example),
        },
        // As in volleys: a text that is exactly that is sent as a number.
        JsonValueKind.String when example.GetString() is "{stock}" or "{process}" =>
            new ValueRule { Type = ValueKind.Integer, Example = new JsonRaw(example.GetString()!) },
        JsonValueKind.String => new ValueRule { Type = ValueKind.Text, Example = Part(example) },
        JsonValueKind.Number => new ValueRule
        {
            Type = example.TryGetInt64(out _) ? ValueKind.Integer : ValueKind.Number,
            Example = Part(example),
        },
        JsonValueKind.True or JsonValueKind.False => new ValueRule { Type = ValueKind.Boolean, Example = Part(example) },
        _ => new ValueRule { Type = ValueKind.Any, Example = Part(example) },
    };

    private static JsonPart Part(JsonElement example) => example.ValueKind switch
    {
        JsonValueKind.String => new JsonString(example.GetString()!),
        JsonValueKind.Array => new JsonItems([.. example.EnumerateArray().Select(Part)]),
        JsonValueKind.Object => new JsonFields([.. example.EnumerateObject().Select(field => new JsonField(field.Name, Part(field.Value)))]),
        _ => new JsonRaw(example.GetRawText()),
    };
}
