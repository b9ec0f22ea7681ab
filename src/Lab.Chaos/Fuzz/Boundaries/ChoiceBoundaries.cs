using Lab.Chaos.Fuzz.Payloads;
using Lab.Chaos.Fuzz.Rules;

namespace Lab.Chaos.Fuzz.Boundaries;

/// <summary>Around a closed set of words: every member, none of them, and one in another case.</summary>
internal static class ChoiceBoundaries
{
    public static IEnumerable<Boundary> Of(ValueRule rule) => rule.Choices is not [var first, ..] ? [] :
    [
        .. rule.Choices.Select(choice => new Boundary("one of the choices", choice, new JsonString(choice))),
        new("none of the choices", "unheard-of", new JsonString("unheard-of")),
        new("none of the choices", "other case", new JsonString(first.Any(char.IsUpper) ? first.ToLowerInvariant() : first.ToUpperInvariant())),
        new("none of the choices", "by number", new JsonRaw("0")),
        new("none of the choices", "number out of range", new JsonRaw("999")),
    ];
}
