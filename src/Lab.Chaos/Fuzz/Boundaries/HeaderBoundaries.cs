using Lab.Chaos.Fuzz.Payloads;

namespace Lab.Chaos.Fuzz.Boundaries;

/// <summary>Headers that are missing, given twice, long, or no ASCII; and content types that lie about the body.</summary>
internal static class HeaderBoundaries
{
    private const int Long = 6_000;
    private const int TooLong = 40_000;

    private static readonly string[] ContentTypes =
    [
        "text/plain", "application/xml", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/json; charset=utf-16",
        "application/json; charset=unheard-of", "application/json;;", "application/vnd.api+json", "json", "*/*", "",
    ];

    public static readonly IReadOnlyList<Boundary> ContentType =
    [
        new("content type missing", "left out", new JsonAbsent()),
        new("content type given twice", "the same", new JsonTwice(new JsonString("application/json"), new JsonString("application/json"))),
        new("content type given twice", "another", new JsonTwice(new JsonString("application/json"), new JsonString("text/plain"))),
        .. ContentTypes.Select(type => new Boundary("wrong content type", type.Length == 0 ? "empty" : type, new JsonString(type))),
    ];

    /// <param name="plausible">The value that the header has otherwise.</param>
    public static IEnumerable<Boundary> Of(JsonPart plausible) =>
    [
        new("header missing", "left out", new JsonAbsent()),
        new("header given twice", "the same", new JsonTwice(plausible, plausible)),
        new("header given twice", "another", new JsonTwice(plausible, new JsonString("other"))),
        new("empty header", "empty", new JsonString("")),
        new("non-ASCII header", "UTF-8", new JsonString("caf\u00e9 \U0001F3AB")),
        new("non-ASCII header", "lone surrogate", new JsonString("\ud800")),
        new("control characters in a header", "NUL", new JsonString("a\0b")),
        new("control characters in a header", "tab", new JsonString("a\tb")),
        new("long header", $"{Long} letters", new JsonLong("x", Long)),
        new("long header", $"{TooLong} letters", new JsonLong("x", TooLong)),
    ];
}
