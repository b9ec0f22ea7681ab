using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Lab.Chaos.Fuzz.Rules;

/// <summary>
/// Holds a JSON value against a JSON Schema: the subset that OpenAPI documents of services use (types, required, properties, items,
/// additionalProperties, enum, const, bounds, pattern, allOf, anyOf, oneOf, common formats). Other words are not looked at.
/// </summary>
internal static class SchemaCheck
{
    private const int Deepest = 64;

    /// <summary>The first thing that is wrong, with its place; null when nothing is.</summary>
    public static string? Problem(JsonElement value, JsonElement schema, JsonElement document, string place = "$", int depth = 0)
    {
        schema = OpenApiReferences.Resolve(document, schema);
        if (schema.ValueKind != JsonValueKind.Object || depth > Deepest)
        {
            return schema.ValueKind == JsonValueKind.False ? $"{place} must not be there" : null;
        }

        if (value.ValueKind == JsonValueKind.Null && schema.TryGetProperty("nullable", out var nullable) && nullable.ValueKind == JsonValueKind.True)
        {
            return null;   // OpenAPI 3.0
        }

        return Type(value, schema, place)
            ?? Choice(value, schema, place)
            ?? Combined(value, schema, document, place, depth)
            ?? value.ValueKind switch
            {
                JsonValueKind.Object => Object(value, schema, document, place, depth),
                JsonValueKind.Array => Items(value, schema, document, place, depth),
                JsonValueKind.String => Text(value.GetString()!, schema, place),
                JsonValueKind.Number => Number(value, schema, place),
                _ => null,
            };
    }

    private static string? Type(JsonElement value, JsonElement schema, string place)
    {
        if (!schema.TryGetProperty("type", out var type))
        {
            return null;
        }

        string[] names = type.ValueKind == JsonValueKind.Array ? [.. type.EnumerateArray().Select(one => one.GetString()!)] : [type.GetString()!];
        return names.Any(name => IsType(value, name)) ? null
            : $"{place} is {Kind(value)} and not {string.Join(" or ", names)}";
    }

    private static bool IsType(JsonElement value, string name) => name switch
    {
        "null" => value.ValueKind == JsonValueKind.Null,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && (value.TryGetInt64(out _) || value.TryGetDecimal(out var number) && decimal.IsInteger(number)),
        _ => true,
    };

    private static string? Choice(JsonElement value, JsonElement schema, string place)
    {
        var allowed = schema.TryGetProperty("enum", out var choices) && choices.ValueKind == JsonValueKind.Array ? choices.EnumerateArray().ToList()
            : schema.TryGetProperty("const", out var only) ? [only] : [];
        return allowed.Count == 0 || allowed.Any(choice => JsonElement.DeepEquals(choice, value)) ? null
            : $"{place} is {value.GetRawText()} and none of {string.Join(", ", allowed.Select(choice => choice.GetRawText()))}";
    }

    private static string? Combined(JsonElement value, JsonElement schema, JsonElement document, string place, int depth)
    {
        if (Parts("allOf").Select(Of).FirstOrDefault(problem => problem is not null) is { } first)
        {
            return first;
        }

        foreach (var name in (string[])["anyOf", "oneOf"])
        {
            var problems = Parts(name).Select(Of).ToList();
            if (problems.Count > 0 && problems.All(problem => problem is not null))
            {
                return $"{place} fits none of {problems.Count} {name}: {problems[0]}";
            }
        }

        return null;

        IEnumerable<JsonElement> Parts(string name) =>
            schema.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : [];

        string? Of(JsonElement part) => Problem(value, part, document, place, depth + 1);
    }

    private static string? Object(JsonElement value, JsonElement schema, JsonElement document, string place, int depth)
    {
        if (schema.TryGetProperty("required", out var required) && required.ValueKind == JsonValueKind.Array
            && required.EnumerateArray().Select(one => one.GetString()!).FirstOrDefault(name => !value.TryGetProperty(name, out _)) is { } missing)
        {
            return $"{place} lacks '{missing}'";
        }

        var hasProperties = schema.TryGetProperty("properties", out var properties);
        var hasMore = schema.TryGetProperty("additionalProperties", out var more);
        foreach (var member in value.EnumerateObject())
        {
            var problem = hasProperties && properties.TryGetProperty(member.Name, out var own)
                ? Problem(member.Value, own, document, $"{place}.{member.Name}", depth + 1)
                : hasMore ? Problem(member.Value, more, document, $"{place}.{member.Name}", depth + 1) : null;
            if (problem is not null)
            {
                return problem;
            }
        }

        return null;
    }

    private static string? Items(JsonElement value, JsonElement schema, JsonElement document, string place, int depth) =>
        Count(value.GetArrayLength(), schema, "minItems", "maxItems", place, "items")
        ?? (schema.TryGetProperty("items", out var item)
            ? value.EnumerateArray().Select((one, n) => Problem(one, item, document, $"{place}[{n}]", depth + 1)).FirstOrDefault(problem => problem is not null)
            : null);

    private static string? Text(string value, JsonElement schema, string place) =>
        Count(value.Length, schema, "minLength", "maxLength", place, "characters")
        ?? (SchemaRules.Text(schema, "pattern") is { } pattern && !Matches(value, pattern) ? $"{place} does not match {pattern}" : null)
        ?? (SchemaRules.Text(schema, "format") switch
        {
            "uuid" when !Guid.TryParse(value, out _) => $"{place} is '{value}' and no uuid",
            "date-time" when !DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, out _) => $"{place} is '{value}' and no date-time",
            "date" when !DateOnly.TryParseExact(value, "yyyy-MM-dd", out _) => $"{place} is '{value}' and no date",
            _ => null,
        });

    private static string? Number(JsonElement value, JsonElement schema, string place)
    {
        var number = value.GetDouble();
        return (Bound("minimum") is { } least && number < least ? $"{place} is {number}, below {least}" : null)
            ?? (Bound("maximum") is { } most && number > most ? $"{place} is {number}, above {most}" : null)
            ?? (Bound("exclusiveMinimum") is { } above && number <= above ? $"{place} is {number}, not above {above}" : null)
            ?? (Bound("exclusiveMaximum") is { } below && number >= below ? $"{place} is {number}, not below {below}" : null)
            ?? (SchemaRules.Text(schema, "format") == "int32" && !value.TryGetInt32(out _) ? $"{place} is {value.GetRawText()} and no int32" : null);

        double? Bound(string name) => schema.TryGetProperty(name, out var bound) && bound.ValueKind == JsonValueKind.Number ? bound.GetDouble() : null;
    }

    private static string? Count(int count, JsonElement schema, string least, string most, string place, string what) =>
        schema.TryGetProperty(least, out var minimum) && minimum.TryGetInt32(out var low) && count < low ? $"{place} has {count} {what}, fewer than {low}"
        : schema.TryGetProperty(most, out var maximum) && maximum.TryGetInt32(out var high) && count > high ? $"{place} has {count} {what}, more than {high}"
        : null;

    // A pattern of somebody else's document may be one that .NET cannot read, or one that never ends.
    private static bool Matches(string value, string pattern)
    {
        try
        {
            return Regex.IsMatch(value, pattern, RegexOptions.ECMAScript, TimeSpan.FromSeconds(1));
        }
        catch (Exception failure) when (failure is ArgumentException or RegexMatchTimeoutException)
        {
            return true;
        }
    }

    private static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => "a list",
        JsonValueKind.Object => "an object",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => value.GetRawText(),
        _ => value.GetRawText(),
    };
}
