using Lab.Chaos.Fuzz.Payloads;

namespace Lab.Chaos.Fuzz.Boundaries;

/// <summary>The body as a whole: no JSON, another JSON, too deep, too big.</summary>
internal static class BodyBoundaries
{
    private const int Big = 1_000_000;

    private static readonly string[] Malformed =
    [
        "nonsense", "{", "[", "\"", "{\"a\":}", "{'a':1}", "{\"a\":1,}", "// comment", "\0", "{}{}", "\ufeff{}", "{\"a\":\"\\x\"}",
    ];

    /// <param name="plausible">The body that is sent otherwise.</param>
    public static IEnumerable<Boundary> Of(JsonPart plausible)
    {
        var whole = JsonWriting.Write(plausible, Blanks.None);
        return
        [
            new("empty body", "no bytes", new JsonRaw("")),
            new("empty body", "spaces", new JsonRaw("  ")),
            .. Malformed.Select(text => new Boundary("malformed JSON", text, new JsonRaw(text))),
            new("malformed JSON", "cut in the middle", new JsonRaw(whole[..(whole.Length / 2)])),
            new("malformed JSON", "without its end", new JsonRaw(whole[..^1])),
            new("malformed JSON", "with something after it", new JsonRaw(whole + "x")),
            new("lone surrogate in a name", "{\"\\ud800\":1}", new JsonRaw("{\"\\ud800\":1}")),
            .. NestingBoundaries.All,
            new("extra field", "unknown name", With(plausible, new JsonField("unheardOf", new JsonRaw("1")))),
            new("extra field", "prototype", With(plausible, new JsonField("__proto__", new JsonFields()))),
            new("big body", $"{Big} spaces", new JsonRaw(whole + new string(' ', Big))),
            new("big body", "1000 extra fields", With(plausible, [.. Enumerable.Range(0, 1_000).Select(n => new JsonField($"extra{n}", new JsonRaw("1")))])),
        ];
    }

    private static JsonFields With(JsonPart body, params JsonField[] more) =>
        new([.. body is JsonFields map ? map.Fields : [], .. more]);
}
