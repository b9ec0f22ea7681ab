using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Lab.Chaos.Break.Litmus.Catalogue;

/// <summary>
/// The forms that a setting can have. Litmus drops the error of a number that it cannot read and goes on with 0; here it is a problem of the file.
/// </summary>
internal static partial class TunableValue
{
    /// <summary>Null when it is right, otherwise what it must be.</summary>
    public static string? Wrong(Tunable tunable, string text) => tunable.Form switch
    {
        TunableForm.Integer => Range(text) is var (low, high) && low == high && Within(tunable, low) ? null : $"a whole number {Bounds(tunable)}",
        TunableForm.Range => Range(text) is var (low, high) && low <= high && Within(tunable, low) && Within(tunable, high)
            ? null
            : $"a whole number or a range such as 20-40, {Bounds(tunable)}",
        TunableForm.Flag => Flag(text) is not null ? null : "true or false",
        TunableForm.Word => tunable.Words.Contains(text) ? null : $"one of {string.Join(", ", tunable.Words)}",
        TunableForm.Numbers => text.Split(',').All(part => Range(part.Trim()) is var (low, high) && low == high && Within(tunable, low))
            ? null
            : $"whole numbers separated by commas, each {Bounds(tunable)}",
        TunableForm.List => text.StartsWith('[') && !IsJsonList(text) ? "names separated by commas, or a JSON list such as [\"a\",\"b\"]" : null,
        _ => null,
    };

    /// <summary><c>5</c> is 5 to 5, <c>5-9</c> is 5 to 9; null for anything else.</summary>
    public static (int Low, int High)? Range(string text)
    {
        var match = NumberOrRange().Match(text);
        if (!match.Success || !int.TryParse(match.Groups["low"].Value, CultureInfo.InvariantCulture, out var low))
        {
            return null;
        }

        return !match.Groups["high"].Success ? (low, low)
            : int.TryParse(match.Groups["high"].Value, CultureInfo.InvariantCulture, out var high) ? (low, high)
            : null;
    }

    /// <summary>The words that Go takes for a truth value.</summary>
    public static bool? Flag(string text) => text switch
    {
        "1" or "t" or "T" or "true" or "True" or "TRUE" => true,
        "0" or "f" or "F" or "false" or "False" or "FALSE" => false,
        _ => null,
    };

    private static bool Within(Tunable tunable, int value) => value >= tunable.Least && value <= tunable.Most;

    private static string Bounds(Tunable tunable) =>
        $"from {tunable.Least} to {tunable.Most}{(tunable.Unit.Length == 0 ? "" : $" ({tunable.Unit})")}";

    private static bool IsJsonList(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<string[]>(text) is { } items && items.All(item => item is not null);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    [GeneratedRegex("^(?<low>[0-9]{1,9})(-(?<high>[0-9]{1,9}))?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NumberOrRange();
}
