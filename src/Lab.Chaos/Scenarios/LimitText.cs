using System.Globalization;

namespace Lab.Chaos.Scenarios;

/// <summary>Limits in Kubernetes notation: <c>250m</c> of a processor, <c>256Mi</c> of memory. The bounds are those of the control API.</summary>
internal static class LimitText
{
    private const long LeastBytes = 1 << 20;

    private static readonly (string Suffix, long Factor)[] Memory =
    [
        ("Ki", 1L << 10), ("Mi", 1L << 20), ("Gi", 1L << 30), ("k", 1_000), ("M", 1_000_000), ("G", 1_000_000_000), ("", 1),
    ];

    /// <summary>Processors, 0.01 to 1024; null for what is none.</summary>
    public static double? Cpus(string text)
    {
        var (number, factor) = text.EndsWith('m') ? (text[..^1], 0.001) : (text, 1);
        return double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value * factor is >= 0.01 and <= 1024
            ? value * factor : null;
    }

    /// <summary>Bytes, 1 MiB or more; null for what is none.</summary>
    public static long? Bytes(string text)
    {
        var (suffix, factor) = Memory.First(unit => text.EndsWith(unit.Suffix, StringComparison.Ordinal));
        return long.TryParse(text[..^suffix.Length], NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= 0 && value <= long.MaxValue / factor && value * factor >= LeastBytes
            ? value * factor : null;
    }
}
