using System.Text.Json;

namespace Lab.Chaos.Fuzz.Rules;

/// <summary>Reads the rule of a value from its JSON Schema, as OpenAPI 3.0 and 3.1 write it. What it does not know it leaves open.</summary>
internal static class SchemaRules
{
    // A type that holds itself (a comment with replies) ends here.
    private const int Deepest = 6;

    public static ValueRule Read(JsonElement document, JsonElement schema, int depth = 0)
    {
        schema = Merged(document, OpenApiReferences.Resolve(document, schema));
        var type = depth >= Deepest ? ValueKind.Any : TypeOf(schema);
        return new ValueRule
        {
            Type = type,
            Format = Text(schema, "format"),
            Minimum = Number(schema, "minimum") ?? Number(schema, "exclusiveMinimum"),
            Maximum = Number(schema, "maximum") ?? Number(schema, "exclusiveMaximum"),
            MinLength = (int?)Number(schema, type == ValueKind.Items ? "minItems" : "minLength"),
            MaxLength = (int?)Number(schema, type == ValueKind.Items ? "maxItems" : "maxLength"),
            Choices = schema.TryGetProperty("enum", out var choices) && choices.ValueKind == JsonValueKind.Array
                ? [.. choices.EnumerateArray().Where(choice => choice.ValueKind == JsonValueKind.String).Select(choice => choice.GetString()!)]
                : [],
            Fields = type == ValueKind.Fields && schema.TryGetProperty("properties", out var properties)
                ? [.. properties.EnumerateObject().Select(property => new FieldRule(
                    property.Name, Required(schema, property.Name), Read(document, property.Value, depth + 1)))]
                : [],
            Items = type == ValueKind.Items && schema.TryGetProperty("items", out var items) ? Read(document, items, depth + 1) : null,
        };
    }

    public static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String
            ? text.GetString() : null;

    /// <summary>allOf adds up; of oneOf and anyOf the first that is not null is as good as any to start from.</summary>
    private static JsonElement Merged(JsonElement document, JsonElement schema)
    {
        foreach (var name in (string[])["allOf", "oneOf", "anyOf"])
        {
            if (schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
                && !schema.TryGetProperty("properties", out _))
            {
                return list.EnumerateArray().Select(one => OpenApiReferences.Resolve(document, one))
                    .FirstOrDefault(one => one.ValueKind == JsonValueKind.Object && Text(one, "type") != "null", schema);
            }
        }

        return schema.ValueKind == JsonValueKind.Object ? schema : JsonDocument.Parse("{}").RootElement;
    }

    private static ValueKind TypeOf(JsonElement schema)
    {
        var names = !schema.TryGetProperty("type", out var type) ? []
            : type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(one => one.GetString()).ToList()
            : [type.GetString()];
        return names.FirstOrDefault(name => name is not (null or "null")) switch
        {
            _ when names.Contains("integer") => ValueKind.Integer,
            "string" => ValueKind.Text,
            "number" => ValueKind.Number,
            "boolean" => ValueKind.Boolean,
            "object" => ValueKind.Fields,
            "array" => ValueKind.Items,
            _ => schema.TryGetProperty("properties", out _) ? ValueKind.Fields : ValueKind.Any,
        };
    }

    private static bool Required(JsonElement schema, string name) =>
        schema.TryGetProperty("required", out var required) && required.ValueKind == JsonValueKind.Array
        && required.EnumerateArray().Any(one => one.ValueKind == JsonValueKind.String && one.GetString() == name);

    private static decimal? Number(JsonElement schema, string name) =>
        schema.TryGetProperty(name, out var number) && number.ValueKind == JsonValueKind.Number && number.TryGetDecimal(out var value) ? value : null;
}
