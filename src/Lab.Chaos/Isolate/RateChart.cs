using Lab.Chaos.Statistics;

namespace Lab.Chaos.Isolate;

/// <summary>
/// A rate and its interval on a line from 0 to 100 %:
/// <code>·····├────●────────┤·····················</code>
/// </summary>
internal static class RateChart
{
    public const int Width = 41;

    public static string Line(double? rate, Interval interval)
    {
        Span<char> line = stackalloc char[Width];
        line.Fill('·');
        var (from, to) = (Column(interval.Lower), Column(interval.Upper));
        line[from..to].Fill('─');
        (line[from], line[to]) = ('├', '┤');
        if (rate is { } value)
        {
            line[Column(value)] = '●';
        }

        return line.ToString();
    }

    private static int Column(double share) => (int)Math.Round(share * (Width - 1));
}
