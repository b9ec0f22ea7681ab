using System.Globalization;
using Lab.Chaos.Statistics;
using Spectre.Console;

namespace Lab.Chaos.Reports;

/// <summary>A sweep over alignment as a chart of text: each line an arm, the interval drawn from 0 to 100 % of volleys.</summary>
internal static class SweepText
{
    private const int Width = 41;

    public static void Write(IReadOnlyList<SweepReport> sweep, IAnsiConsole console)
    {
        if (sweep.Count == 0)
        {
            return;
        }

        console.MarkupLine("[bold]How does the rate depend on alignment?[/] Share of volleys violated, with its 95 % interval, by how far apart requests were.");
        console.WriteLine($"   asked      sent   received  0 %{new string(' ', Width - 8)}100 %");
        foreach (var arm in sweep)
        {
            console.WriteLine($"{Milliseconds(arm.Asked),8}  {Milliseconds(arm.Sent),8}   {Milliseconds(arm.Received),8}  {Bar(arm)}  {Share(arm)}");
        }
    }

    /// <summary><c>│      ├────●───┤                │</c>; empty when no volley counts.</summary>
    internal static string Bar(SweepReport arm)
    {
        var cells = new char[Width];
        Array.Fill(cells, ' ');
        if (arm.Counted > 0)
        {
            var (low, high) = (Cell(arm.Share.Lower), Cell(arm.Share.Upper));
            Array.Fill(cells, '─', low, high - low + 1);
            (cells[low], cells[high]) = ('├', '┤');
            cells[Cell((double)arm.Violated / arm.Counted)] = '●';
        }

        return $"│{new string(cells)}│";
    }

    private static int Cell(double share) => (int)Math.Round(share * (Width - 1));

    public static string Share(SweepReport arm) => arm switch
    {
        { Counted: 0 } => "no volley counts",
        { Violated: 0 } => $"0 of {arm.Counted}, at most {Percent.Text(arm.Share.Upper)}",
        _ => $"{arm.Violated} of {arm.Counted}, {Percent.Text((double)arm.Violated / arm.Counted)} ({Percent.Text(arm.Share)})",
    };

    public static string Milliseconds(TimeSpan? time) => time is { } value
        ? value.TotalMilliseconds.ToString(value.TotalMilliseconds is 0 or >= 10 ? "0" : "0.0", CultureInfo.InvariantCulture) + " ms"
        : "-";
}
