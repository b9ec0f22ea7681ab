using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Lab.Chaos.Isolate.Stubs.Matching;

namespace Lab.Chaos.Isolate.Stubs.Reading;

/// <summary>Reads a pattern for a text, for example <c>{ "equalTo": "GBP", "caseInsensitive": true }</c>.</summary>
internal static class PatternReader
{
    public static readonly string[] Operators =
        ["equalTo", "contains", "matches", "doesNotMatch", "equalToJson", "matchesJsonPath", "absent"];

    public static readonly string[] Known = [.. Operators, "caseInsensitive", "ignoreArrayOrder", "ignoreExtraElements"];

    public const string Example = """{ "equalTo": "GBP" }""";

    // A pattern that takes longer on one text would slow down what it is to measure.
    private static readonly TimeSpan RegexLimit = TimeSpan.FromSeconds(1);

    /// <summary>Null after a problem.</summary>
    public static TextPattern? Read(JsonSection section)
    {
        string[] given = [.. Operators.Where(section.Has)];
        if (given is not [var name])
        {
            section.Wrong($"'{section.Path}' must have exactly one of {string.Join(", ", Operators)}; it has "
                + (given.Length == 0 ? "none." : $"{string.Join(", ", given)}."));
            return null;
        }

        CheckModifiers(section, name);
        return name switch
        {
            "equalTo" => section.Text(name, "GBP") is { } text ? new EqualToPattern(text, section.Flag("caseInsensitive") ?? false) : null,
            "contains" => section.Text(name, "GBP") is { } part ? new ContainsPattern(part) : null,
            "matches" or "doesNotMatch" => Regex(section, name) is { } regex ? new RegexPattern(regex, name == "doesNotMatch") : null,
            "equalToJson" => Json(section),
            "matchesJsonPath" => Path(section),
            _ => Absent(section),
        };
    }

    /// <summary>The pattern under a key, matched from end to end as WireMock does.</summary>
    public static Regex? Regex(JsonSection section, string key)
    {
        if (section.Text(key, "/payments/[0-9]+") is not { } text)
        {
            return null;
        }

        try
        {
            return Compile(text);
        }
        catch (ArgumentException problem)
        {
            section.Wrong($"'{section.Inside(key)}' is no regular expression: {problem.Message}");
            return null;
        }
    }

    private static Regex Compile(string text)
    {
        var whole = $@"\A(?:{text})\z";
        try
        {
            return new Regex(whole, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
        }
        catch (NotSupportedException)
        {
            // Look-around and back references need backtracking.
            return new Regex(whole, RegexOptions.CultureInvariant, RegexLimit);
        }
    }

    private static EqualToJsonPattern? Json(JsonSection section)
    {
        var given = section.Raw("equalToJson");
        var text = given is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : given?.ToJsonString();
        using var json = JsonText.Parse(text);
        if (json is null)
        {
            return section.Not<EqualToJsonPattern>("equalToJson", "JSON, or a text of JSON", """{ "currency": "GBP" }""");
        }

        if (text!.Contains("${json-unit", StringComparison.Ordinal))
        {
            section.Wrong($"'{section.Inside("equalToJson")}' holds a placeholder ${{json-unit…}}, which this stub does not know. "
                + "Match that member with matchesJsonPath, and the others with ignoreExtraElements.");
            return null;
        }

        var tolerance = new JsonTolerance(section.Flag("ignoreArrayOrder") ?? false, section.Flag("ignoreExtraElements") ?? false);
        return new EqualToJsonPattern(json.RootElement.Clone(), tolerance);
    }

    private static JsonPathPattern? Path(JsonSection section)
    {
        const string Key = "matchesJsonPath";
        if (section.Raw(Key) is not JsonObject)
        {
            return section.Text(Key, "$.order.id") is { } text && Path(section, Key, text) is { } path ? new JsonPathPattern(path, null) : null;
        }

        var inner = section.Section(Key, [.. Known, "expression"], """{ "expression": "$.order.id", "equalTo": "7" }""")!;
        if (inner.Text("expression", "$.order.id") is not { } expression)
        {
            inner.Wrong($"'{inner.Path}' lacks 'expression'. Add for example \"expression\": \"$.order.id\".");
            return null;
        }

        return Path(inner, "expression", expression) is { } steps && Read(inner) is { } pattern ? new JsonPathPattern(steps, pattern) : null;
    }

    private static JsonPath? Path(JsonSection section, string key, string text)
    {
        if (JsonPath.Parse(text) is { } path)
        {
            return path;
        }

        section.Wrong($"'{section.Inside(key)}' is \"{text}\"; this stub knows paths by name, position and '*' only, for example $.lines[0].sku.");
        return null;
    }

    private static AbsentPattern? Absent(JsonSection section)
    {
        if (section.Flag("absent") == false)
        {
            section.Wrong($"'{section.Inside("absent")}' is false, which says nothing. Remove the pattern, or use \"matches\": \".*\".");
        }

        return new AbsentPattern();
    }

    private static void CheckModifiers(JsonSection section, string name)
    {
        (string Modifier, string Of)[] modifiers =
            [("caseInsensitive", "equalTo"), ("ignoreArrayOrder", "equalToJson"), ("ignoreExtraElements", "equalToJson")];
        foreach (var (modifier, of) in modifiers.Where(pair => section.Has(pair.Modifier) && pair.Of != name))
        {
            section.Wrong($"'{section.Inside(modifier)}' belongs to {of} and has no meaning beside {name}. Remove it.");
        }
    }
}
