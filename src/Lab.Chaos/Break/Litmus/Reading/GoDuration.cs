using System.Globalization;
using System.Text.RegularExpressions;

namespace Lab.Chaos.Break.Litmus.Reading;

/// <summary>Durations as Go writes them: <c>500ms</c>, <c>1m30s</c>, <c>1.5h</c>, <c>0</c>. A bare <c>5</c> is none.</summary>
internal static partial class GoDuration
{
    private static readonly Dictionary<string, double> Ticks = new()
    {
        ["ns"] = 0.01,
        ["us"] = TimeSpan.TicksPerMicrosecond,
        ["\u00b5s"] = TimeSpan.TicksPerMicrosecond,
        ["\u03bcs"] = TimeSpan.TicksPerMicrosecond,
        ["ms"] = TimeSpan.TicksPerMillisecond,
        ["s"] = TimeSpan.TicksPerSecond,
        ["m"] = TimeSpan.TicksPerMinute,
        ["h"] = TimeSpan.TicksPerHour,
    };

    /// <summary>Null when the text is no duration, is negative, or is longer than a year.</summary>
    public static TimeSpan? Parse(string text)
    {
        if (text == "0")
        {
            return TimeSpan.Zero;
        }

        var match = Whole().Match(text);
        if (!match.Success)
        {
            return null;
        }

        var numbers = match.Groups["number"].Captures.Select(capture => double.Parse(capture.Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture));
        var units = match.Groups["unit"].Captures.Select(capture => Ticks[capture.Value]);
        var ticks = numbers.Zip(units, (number, unit) => number * unit).Sum();

        return ticks < TimeSpan.FromDays(365).Ticks ? TimeSpan.FromTicks((long)Math.Round(ticks)) : null;
    }

    [GeneratedRegex(
        @"^\+?((?<number>[0-9]{1,15}(\.[0-9]{0,15})?|\.[0-9]{1,15})(?<unit>ns|us|\u00b5s|\u03bcs|ms|s|m|h))+$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Whole();
}
