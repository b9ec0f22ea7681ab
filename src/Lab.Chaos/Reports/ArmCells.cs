using System.Globalization;
using Lab.Chaos.Checks;
using Lab.Chaos.Statistics;

namespace Lab.Chaos.Reports;

/// <summary>What stands in the cells of an arm, in every report the same.</summary>
internal static class ArmCells
{
    /// <summary><c>17 of 30, 56.7 % (37.4 to 74.5 %)</c>; <c>0 of 60, at most 6 %</c>.</summary>
    public static string Share(ArmSummary summary)
    {
        var unknown = summary.Unknown == 0 ? "" : $", {summary.Unknown} unknown";
        return summary switch
        {
            { Counted: 0 } => $"no volley counts{unknown}",
            { Violated: 0 } => $"0 of {summary.Counted}, at most {Percent.Text(summary.ViolatedShare.Upper)}{unknown}",
            _ => $"{summary.Violated} of {summary.Counted}, {Percent.Text(summary.Rate!.Value)} ({Percent.Text(summary.ViolatedShare)}){unknown}",
        };
    }

    /// <summary><c>2063 units</c>.</summary>
    public static string Units(UnitsOversold units) => units.Total == 0 ? "none" : $"{units.Total.ToString("0.##", CultureInfo.InvariantCulture)} units";

    public static string PerRequest(UnitsOversold units) => units switch
    {
        { PerRequest: null } or { Total: 0 } => "none seen",
        { PerRequestInterval: { } interval } => $"{Percent.Text(units.PerRequest.Value)} ({Percent.Text(interval)})",
        _ => Percent.Text(units.PerRequest.Value),
    };

    public static string Milliseconds(TimeSpan? time) =>
        time is { } value ? value.TotalMilliseconds.ToString(value.TotalMilliseconds < 10 ? "0.0" : "0", CultureInfo.InvariantCulture) + " ms" : "-";
}
