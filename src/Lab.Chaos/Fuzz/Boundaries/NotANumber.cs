using Lab.Chaos.Fuzz.Payloads;

namespace Lab.Chaos.Fuzz.Boundaries;

/// <summary>NaN and its like, as text and bare, where a number is expected.</summary>
internal static class NotANumber
{
    public static readonly IReadOnlyList<Boundary> All =
    [
        new("not a number", "\"NaN\"", new JsonString("NaN")),
        new("not a number", "\"Infinity\"", new JsonString("Infinity")),
        new("not a number", "\"-Infinity\"", new JsonString("-Infinity")),
        new("bare not a number", "NaN", new JsonRaw("NaN")),
        new("bare not a number", "Infinity", new JsonRaw("Infinity")),
    ];
}
