using System.Globalization;
using Lab.Contracts;

namespace Lab.Control.Api;

/// <summary>Quantities in Kubernetes notation: <c>250m</c> of a processor, <c>256Mi</c> of memory.</summary>
internal static class Quantity
{
    private static readonly (string Suffix, long Factor)[] Memory =
    [
        ("Ki", 1L << 10), ("Mi", 1L << 20), ("Gi", 1L << 30), ("k", 1_000), ("M", 1_000_000), ("G", 1_000_000_000), ("", 1),
    ];

    /// <summary>Processors; null for no limit.</summary>
    public static double? Cpus(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var (number, factor) = text.EndsWith('m') ? (text[..^1], 0.001) : (text, 1.0);
        return double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value * factor is >= 0.01 and <= 1024
            ? value * factor
            : throw new LabException($"'{text}' is no CPU limit. Use thousandths such as 250m, or processors such as 1; at least 10m.");
    }

    /// <summary>Bytes; null for no limit.</summary>
    public static long? Bytes(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var (suffix, factor) = Memory.First(m => text.EndsWith(m.Suffix, StringComparison.Ordinal));
        return long.TryParse(text[..^suffix.Length], NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value * factor >= 1 << 20
            ? value * factor
            : throw new LabException($"'{text}' is no memory limit. Use for example 256Mi; at least 1Mi.");
    }
}
