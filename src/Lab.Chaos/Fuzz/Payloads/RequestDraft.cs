namespace Lab.Chaos.Fuzz.Payloads;

/// <summary>A request before its blanks are filled: plausible from top to bottom, until mutations are applied.</summary>
internal sealed record RequestDraft
{
    public required string Method { get; init; }

    public required string Service { get; init; }

    /// <summary>What stands between the slashes; a name where the value may change.</summary>
    public required IReadOnlyList<PathPart> Path { get; init; }

    public required IReadOnlyList<JsonField> Query { get; init; }

    public required IReadOnlyList<JsonField> Headers { get; init; }

    /// <summary>Null for a request without a body.</summary>
    public JsonPart? Body { get; init; }

    /// <summary>The draft with one field replaced; a field that is not there is added.</summary>
    public RequestDraft With(FieldPath field, JsonPart value) => field.Place switch
    {
        FieldPlace.Path => this with { Path = [.. Path.Select(part => part.Name == field.Names[0] ? part with { Value = value } : part)] },
        FieldPlace.Query => this with { Query = Replace(Query, field.Names[0], value, StringComparison.Ordinal) },
        FieldPlace.Header => this with { Headers = Replace(Headers, field.Names[0], value, StringComparison.OrdinalIgnoreCase) },
        _ => this with { Body = Replace(Body ?? new JsonFields(), [.. field.Names], value) },
    };

    /// <summary>Every text in it that may hold blanks.</summary>
    public IEnumerable<string> Texts() =>
        Path.Select(part => part.Value).Concat(Query.Select(field => field.Value)).Concat(Headers.Select(field => field.Value))
            .Append(Body ?? new JsonAbsent())
            .SelectMany(Texts);

    public static IEnumerable<string> Texts(JsonPart part) => part switch
    {
        JsonString text => [text.Text],
        JsonRaw raw => [raw.Text],
        JsonItems list => list.Items.SelectMany(Texts),
        JsonFields map => map.Fields.SelectMany(field => Texts(field.Value)),
        JsonTwice twice => [.. Texts(twice.First), .. Texts(twice.Second)],
        _ => [],
    };

    private static JsonPart Replace(JsonPart whole, string[] names, JsonPart value) => (names, whole) switch
    {
        ([], _) => value,
        ([var name, .. var inner], JsonFields map) => new JsonFields(
            Replace(map.Fields, name, Replace(Find(map, name) ?? new JsonFields(), inner, value), StringComparison.Ordinal)),
        ([var name, .. var inner], JsonItems list) when int.TryParse(name, out var index) && index < list.Items.Count => new JsonItems(
            [.. list.Items.Select((item, n) => n == index ? Replace(item, inner, value) : item)]),
        _ => whole,   // another mutation has already put something else in place of what held it
    };

    private static JsonPart? Find(JsonFields map, string name) => map.Fields.FirstOrDefault(field => field.Name == name)?.Value;

    private static List<JsonField> Replace(IReadOnlyList<JsonField> fields, string name, JsonPart value, StringComparison comparison)
    {
        var replaced = fields.Select(field => field.Name.Equals(name, comparison) ? field with { Value = value } : field).ToList();
        return fields.Any(field => field.Name.Equals(name, comparison)) ? replaced : [.. replaced, new JsonField(name, value)];
    }
}

/// <summary>What stands between two slashes.</summary>
/// <param name="Name">Null where the text is fixed.</param>
/// <param name="Value">Escaped when it is a string, as it stands when it is raw.</param>
internal sealed record PathPart(string? Name, JsonPart Value);
