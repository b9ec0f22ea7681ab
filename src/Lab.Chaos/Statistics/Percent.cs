using System.Globalization;

namespace Lab.Chaos.Statistics;

/// <summary>Shares as people read them. Two significant digits near 0 % and 100 %, so that a small rate never reads as none.</summary>
internal static class Percent
{
    /// <summary>For example <c>1.2 %</c>, <c>0.013 %</c>, <c>42.5 %</c>, <c>99.96 %</c>.</summary>
    /// <param name="share">Usually 0 to 1; more is possible for units per request.</param>
    public static string Text(double share)
    {
        var percent = share * 100;
        var fromEdge = Math.Min(Math.Abs(percent), Math.Abs(100 - percent));
        var decimals = fromEdge is 0 or >= 10 ? 1 : Math.Clamp(1 - (int)Math.Floor(Math.Log10(fromEdge)), 1, 9);
        return percent.ToString("0." + new string('#', decimals), CultureInfo.InvariantCulture) + " %";
    }

    /// <summary>For example <c>22.7 to 59.4 %</c>.</summary>
    public static string Text(Interval interval) => $"{Text(interval.Lower)[..^2]} to {Text(interval.Upper)}";

    /// <summary>A p-value with two significant digits, for example <c>p = 0.00012</c>; below one in a billion only that.</summary>
    public static string P(double p) => p < 1e-9
        ? "p < 0.000000001"
        : "p = " + Math.Round(p, Math.Clamp(1 - (int)Math.Floor(Math.Log10(p)), 2, 15))
            .ToString("0.##########", CultureInfo.InvariantCulture);
}
