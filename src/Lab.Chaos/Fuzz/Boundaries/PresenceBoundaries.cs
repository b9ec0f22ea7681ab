using Lab.Chaos.Fuzz.Payloads;

namespace Lab.Chaos.Fuzz.Boundaries;

/// <summary>Null, absent and empty are three different things, and the same name twice is a fourth.</summary>
internal static class PresenceBoundaries
{
    /// <param name="plausible">The value that the field has otherwise.</param>
    public static IEnumerable<Boundary> Of(JsonPart plausible) =>
    [
        new("null", "null", JsonRaw.Null),
        new("absent", "left out", new JsonAbsent()),
        new("name given twice", "the same value", new JsonTwice(plausible, plausible)),
        new("name given twice", "the second is null", new JsonTwice(plausible, JsonRaw.Null)),
    ];
}
