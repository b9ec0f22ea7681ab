using System.Globalization;
using System.Text.RegularExpressions;

namespace Lab.Chaos.Scenarios.Yaml;

/// <summary>Durations as people write them: <c>0.5ms</c>, <c>500ms</c>, <c>2s</c>, <c>1m</c>, or .NET's <c>00:00:02.5</c>.</summary>
internal static partial class DurationText
{
    private static readonly Dictionary<string, TimeSpan> Units = new()
    {
        ["us"] = TimeSpan.FromMicroseconds(1),
        ["ms"] = TimeSpan.FromMilliseconds(1),
        ["s"] = TimeSpan.FromSeconds(1),
        ["m"] = TimeSpan.FromMinutes(1),
        ["h"] = TimeSpan.FromHours(1),
    };

    /// <summary>Null when the text is no duration, or one too long. A number without a unit could mean anything, so it is none.</summary>
    public static TimeSpan? Parse(string text)
    {
        Match match = NumberAndUnit().Match(text);
        if (match.Success)
        {
            double number = double.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture);
            double ticks = number * Units[match.Groups["unit"].Value].Ticks;

            return Math.Abs(ticks) < TimeSpan.FromDays(365).Ticks ? TimeSpan.FromTicks((long)Math.Round(ticks)) : null;
        }

        // TimeSpan reads a bare "5" as five days, hence the colon.
        return text.Contains(':') && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan value) ? value : null;
    }

    [GeneratedRegex(
        @"^(?<number>-?[0-9]{1,15}(\.[0-9]{1,15})?) ?(?<unit>us|ms|s|m|h)$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex NumberAndUnit();
}
