using Lab.Chaos.Fuzz.Payloads;
using Lab.Chaos.Fuzz.Rules;

namespace Lab.Chaos.Fuzz.Boundaries;

/// <summary>Decimals with more digits than their type keeps, and numbers that are none.</summary>
internal static class NumberBoundaries
{
    public static IEnumerable<Boundary> Of(ValueRule rule) =>
    [
        .. IntegerBoundaries.Of(rule).Where(edge => edge.Group != "fraction for a whole number"),
        new("many digits", "0.1 + 0.2", new JsonRaw("0.30000000000000004")),
        new("many digits", "40 digits", new JsonRaw("1.0000000000000000000000000000000000000001")),
        new("many digits", "a cent and a bit", new JsonRaw("0.0049999999")),
        new("tiny number", "5e-324", new JsonRaw("5e-324")),
        new("tiny number", "-0.0", new JsonRaw("-0.0")),
        new("huge number", "1e308", new JsonRaw("1e308")),
        new("huge number", "1e400", new JsonRaw("1e400")),
    ];
}
