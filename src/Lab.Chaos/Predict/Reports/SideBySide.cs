using System.Globalization;
using Lab.Chaos.Predict.Forecasts;
using Spectre.Console;

namespace Lab.Chaos.Predict.Reports;

/// <summary>A prediction and what it would be if something were different, one row a boundary.</summary>
internal static class SideBySide
{
    public static void Write(Prediction before, Prediction after, IAnsiConsole console)
    {
        console.MarkupLineInterpolated($"[bold]{before.Title}[/], and the same if {string.Join(" and ", after.WhatIf)}");
        var table = new Table().Border(TableBorder.Rounded).AddColumns("boundary", "attention");
        foreach (var arm in before.Volleys)
        {
            table.AddColumn($"volleys violated,\n{arm.Alignment.ToString().ToLowerInvariant()} (95 %)");
        }

        table.AddRow(["[bold]whole system[/]", "", .. Pairs(before.Volleys, after.Volleys)]);
        var quiet = 0;
        foreach (var boundary in before.Boundaries)
        {
            var then = after.Boundaries.FirstOrDefault(other => other.Boundary == boundary.Boundary) ?? boundary;
            if (IsQuiet(boundary) && IsQuiet(then))
            {
                quiet++;
                continue;
            }

            table.AddRow(
                [
                    Markup.Escape(boundary.Boundary),
                    $"{RateText.Number(boundary.Attention.Value)}\nif: {RateText.Number(then.Attention.Value)}",
                    .. Pairs(boundary.Volleys, then.Volleys),
                ]);
        }

        console.Write(table);
        console.MarkupLineInterpolated($"[grey]At {quiet} boundar{(quiet == 1 ? "y" : "ies")} nothing was seen either way.[/]");
    }

    private static bool IsQuiet(BoundaryForecast boundary) => boundary.Attention.Value == 0 && boundary.WorstPerRequest == 0;

    private static IEnumerable<string> Pairs(IReadOnlyList<VolleyForecast> before, IReadOnlyList<VolleyForecast> after) =>
        before.Zip(after, (now, then) => Markup.Escape($"{RateText.PerVolley(now)}\nif: {RateText.PerVolley(then)}\n{Change(now, then)}"));

    /// <summary>The change of the rate, as far as the intervals allow to speak of one.</summary>
    public static string Change(VolleyForecast now, VolleyForecast then)
    {
        if (now.PerVolleyInterval.Lower <= then.PerVolleyInterval.Upper && then.PerVolleyInterval.Lower <= now.PerVolleyInterval.Upper)
        {
            return "no difference shown";
        }

        var more = then.PerVolley > now.PerVolley;
        var (low, high) = more ? (now, then) : (then, now);
        var words = more ? "more" : "less";
        return low.Violated == 0
            ? $"at least {Number(high.PerVolleyInterval.Lower / low.PerVolleyInterval.Upper)} times {words}"
            : $"{Number(high.PerVolley / low.PerVolley)} times {words}";
    }

    private static string Number(double value) => value.ToString(value < 10 ? "0.0" : "0", CultureInfo.InvariantCulture);
}
