using Lab.Chaos.Fuzz.Payloads;
using Lab.Chaos.Fuzz.Rules;

namespace Lab.Chaos.Fuzz.Boundaries;

/// <summary>Strings that are empty, too long, or made of what alphabets other than ASCII are made of.</summary>
internal static class TextBoundaries
{
    private const int Long = 10_000;
    private const int VeryLong = 60_000;

    private static readonly IReadOnlyList<Boundary> Anything =
    [
        new("empty text", "\"\"", new JsonString("")),
        new("blank text", "spaces", new JsonString("   ")),
        new("blank text", "tab and line break", new JsonString("\t\n")),
        new("combining characters", "a with 40 accents", new JsonString("a" + new string('\u0301', 40))),
        new("right-to-left text", "Hebrew with an override", new JsonString("\u05e9\u05dc\u05d5\u05dd \u202eevil")),
        new("lone surrogate", "high", new JsonString("\ud800")),
        new("lone surrogate", "low", new JsonString("\udc00")),
        new("lone surrogate", "swapped pair", new JsonString("a\udc00\ud800b")),
        new("NUL", "\\0", new JsonString("\0")),
        new("NUL", "a\\0b", new JsonString("a\0b")),
        new("control characters", "escape and delete", new JsonString("\u001b[31m\u007f")),
        new("emoji", "family", new JsonString("\U0001F468\u200D\U0001F469\u200D\U0001F467")),
        new("emoji", "ticket", new JsonString("\U0001F3AB")),
        new("normalisation twin", "composed", new JsonString("caf\u00e9")),
        new("normalisation twin", "decomposed", new JsonString("cafe\u0301")),
        new("normalisation twin", "ligature", new JsonString("\ufb01le")),
        new("case folding", "dotless i", new JsonString("I\u0131\u0130i")),
        new("zero-width characters", "joiner and mark", new JsonString("a\u200b\ufeffb")),
        new("non-character", "U+FFFF", new JsonString("\uffff")),
        new("quoting", "SQL", new JsonString("'; select 1 --")),
        new("quoting", "path", new JsonString("../../etc/passwd")),
        new("quoting", "format", new JsonString("%s%n{0}${7*7}")),
        new("quoting", "markup", new JsonString("<script>alert(1)</script>")),
        new("long text", $"{Long} letters", new JsonLong("x", Long)),
        new("long text", $"{VeryLong} letters", new JsonLong("x", VeryLong)),
        new("long text", "10000 emoji", new JsonLong("\U0001F3AB", Long)),
    ];

    public static IEnumerable<Boundary> Of(ValueRule rule)
    {
        if (rule.MinLength is > 0 and var least)
        {
            yield return new Boundary("text too short", "shortest - 1", new JsonLong("x", least - 1));
            yield return new Boundary("text at an edge", "shortest", new JsonLong("x", least));
        }

        if (rule.MaxLength is { } most)
        {
            yield return new Boundary("text at an edge", "longest", new JsonLong("x", most));
            yield return new Boundary("text too long", "longest + 1", new JsonLong("x", most + 1));
        }

        foreach (var boundary in Anything)
        {
            yield return boundary;
        }
    }
}
