using System.Globalization;
using System.Numerics;
using Lab.Chaos.Fuzz.Payloads;
using Lab.Chaos.Fuzz.Rules;

namespace Lab.Chaos.Fuzz.Boundaries;

/// <summary>Whole numbers at and beyond every edge that storage, JavaScript or the rule itself has.</summary>
internal static class IntegerBoundaries
{
    private static readonly (string Name, BigInteger Value)[] Edges =
    [
        ("0", 0), ("-1", -1), ("1", 1),
        ("2^15", 1 << 15), ("2^16", 1 << 16),
        ("2^31-1", int.MaxValue), ("2^31", 1L << 31), ("-2^31", int.MinValue), ("-2^31-1", int.MinValue - 1L), ("2^32", 1L << 32),
        ("2^53", 1L << 53), ("2^53+1", (1L << 53) + 1),
        ("2^63-1", long.MaxValue), ("2^63", BigInteger.Pow(2, 63)), ("-2^63", long.MinValue), ("2^64", BigInteger.Pow(2, 64)),
        ("10^30", BigInteger.Pow(10, 30)),
    ];

    public static IEnumerable<Boundary> Of(ValueRule rule)
    {
        foreach (var (name, value) in Own(rule).Concat(Edges))
        {
            yield return new Boundary(GroupOf(value, rule), name, new JsonRaw(value.ToString(CultureInfo.InvariantCulture)));
        }

        yield return new Boundary("number written unusually", "1.0", new JsonRaw("1.0"));
        yield return new Boundary("number written unusually", "1e0", new JsonRaw("1e0"));
        yield return new Boundary("fraction for a whole number", "1.5", new JsonRaw("1.5"));
        yield return new Boundary("malformed number", "01", new JsonRaw("01"));
    }

    private static IEnumerable<(string, BigInteger)> Own(ValueRule rule)
    {
        if (rule.Minimum is { } minimum)
        {
            yield return ("minimum - 1", (BigInteger)minimum - 1);
            yield return ("minimum", (BigInteger)minimum);
        }

        if (rule.Maximum is { } maximum)
        {
            yield return ("maximum", (BigInteger)maximum);
            yield return ("maximum + 1", (BigInteger)maximum + 1);
        }
    }

    private static string GroupOf(BigInteger value, ValueRule rule) => value switch
    {
        _ when value > long.MaxValue || value < long.MinValue => "integer beyond 64 bits",
        _ when value > int.MaxValue || value < int.MinValue => "integer beyond 32 bits",
        _ when value < 0 => "negative integer",
        _ when value.IsZero => "zero",
        _ when (decimal)value < rule.Minimum || (decimal)value > rule.Maximum => "integer out of its bounds",
        _ => "integer at an edge",
    };
}
