using System.Text.Json;
using System.Text.Json.Nodes;
using Lab.Chaos.Scenarios;

namespace Lab.Chaos.Isolate.Stubs.Reading;

/// <summary>
/// A JSON object whose keys are known. Every reading method gives null for what is not there, and after it has reported why a value
/// cannot be read, so that the caller goes on to the next.
/// </summary>
internal sealed class JsonSection
{
    private readonly JsonObject _json;
    private readonly string _path;
    private readonly string _source;
    private readonly Mistakes _mistakes;

    /// <param name="json">The object.</param>
    /// <param name="path">Where it stands, for example <c>request.headers</c>; empty for the whole.</param>
    /// <param name="source">File or request that it comes from.</param>
    /// <param name="mistakes">Told of every key that is not among <paramref name="known"/>.</param>
    /// <param name="known">Null where the user makes up the keys.</param>
    public JsonSection(JsonObject json, string path, string source, Mistakes mistakes, IReadOnlyList<string>? known)
    {
        (_json, _path, _source, _mistakes) = (json, path, source, mistakes);
        foreach (var key in json.Select(member => member.Key).Where(key => known?.Contains(key) == false))
        {
            Wrong($"unsupported key '{key}'{(path.Length == 0 ? "" : $" in '{path}'")}. {Suggest.Among(key, known!)}");
        }
    }

    public IEnumerable<string> Keys => _json.Select(member => member.Key);

    public string Path => _path;

    public bool Has(string key) => _json.ContainsKey(key);

    public JsonNode? Raw(string key) => _json[key];

    /// <summary>Reports something about the whole of it, or about what stands in it.</summary>
    public void Wrong(string problem) => _mistakes.Add(_source, problem);

    public string? Text(string key, string example) =>
        Kind(key) is JsonValueKind.String ? _json[key]!.GetValue<string>() : Not<string>(key, "text", $"\"{example}\"");

    public bool? Flag(string key) => Kind(key) switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => NotValue<bool>(key, "true or false", "true"),
    };

    public int? Integer(string key, int least, int most, int example) =>
        Kind(key) is JsonValueKind.Number && _json[key]!.AsValue().TryGetValue(out double value)
            && value >= least && value <= most && double.IsInteger(value)
            ? (int)value
            : NotValue<int>(key, $"a whole number from {least} to {most}", $"{example}");

    public double? Number(string key, double least, double most, string example) =>
        Kind(key) is JsonValueKind.Number && _json[key]!.AsValue().TryGetValue(out double value) && value >= least && value <= most
            ? value
            : NotValue<double>(key, $"a number from {least} to {most}", example);

    public TimeSpan? Milliseconds(string key, double most, string example) =>
        Number(key, 0, most, example) is { } number ? TimeSpan.FromMilliseconds(number) : null;

    public JsonSection? Section(string key, IReadOnlyList<string>? known, string example) => _json[key] is JsonObject inner
        ? new JsonSection(inner, Inside(key), _source, _mistakes, known)
        : Not<JsonSection>(key, "an object", example);

    public IReadOnlyList<JsonSection> Sections(string key, IReadOnlyList<string> known, string example)
    {
        if (_json[key] is not JsonArray list || list.Any(item => item is not JsonObject))
        {
            _ = Not<object>(key, "a list of objects", example);
            return [];
        }

        return [.. list.Select((item, n) => new JsonSection(item!.AsObject(), $"{Inside(key)}[{n}]", _source, _mistakes, known))];
    }

    /// <summary>Reports that the value under a key has not the form that is expected; nothing when there is no such key.</summary>
    public T? Not<T>(string key, string form, string example)
        where T : class
    {
        if (Has(key))
        {
            Wrong($"'{Inside(key)}' is {Shown(_json[key])}; it must be {form}, for example {example}.");
        }

        return null;
    }

    public string Inside(string key) => _path.Length == 0 ? key : $"{_path}.{key}";

    private T? NotValue<T>(string key, string form, string example)
        where T : struct
    {
        _ = Not<object>(key, form, example);
        return null;
    }

    private JsonValueKind Kind(string key) => _json[key]?.GetValueKind() ?? JsonValueKind.Undefined;

    private static string Shown(JsonNode? node) => node switch
    {
        null => "null",
        JsonObject => "an object",
        JsonArray => "a list",
        _ => node.ToJsonString(),
    };
}
