using System.Text.RegularExpressions;

namespace Lab.Chaos.Scenarios.Reading;

/// <summary>
/// The column names that a query returns, as far as its text tells. Lenient on purpose: null where it is not certain, and then
/// nothing is refused. The awkward case: <c>select e.id as key, coalesce(sum(o.quantity), 0) as sold, "Left", e.capacity from …</c>
/// </summary>
internal static partial class SelectList
{
    /// <summary>Null for <c>select *</c>, expressions without a name, and whatever else this does not understand.</summary>
    public static IReadOnlyList<string>? Columns(string sql)
    {
        string text = Flatten(Noise().Replace(sql, match => match.Value[0] == '\'' ? "''" : " "));
        Match list = TopLevelSelect().Match(text);
        string?[] names = list.Success ? [.. list.Groups["items"].Value.Split(',').Select(Name)] : [null];

        return names.Contains(null) ? null : [.. names.OfType<string>()];
    }

    /// <summary>Empties every pair of brackets, so that the commas and selects left belong to the outermost query.</summary>
    private static string Flatten(string text)
    {
        for (string before = ""; before != text;)
        {
            before = text;
            text = Innermost().Replace(text, "\u0001");
        }

        return text.Replace("\u0001", "()");
    }

    private static string? Name(string item)
    {
        Match match = LastName().Match(item.Trim());

        return !match.Success ? null
            : match.Groups["quoted"] is { Success: true } quoted ? quoted.Value
            : match.Groups["plain"].Value.ToLowerInvariant(); // PostgreSQL folds what is not quoted.
    }

    // Comments and texts may hold anything.
    [GeneratedRegex(@"'[^']*'|--[^\n]*|/\*.*?\*/", RegexOptions.Singleline, 1000)]
    private static partial Regex Noise();

    [GeneratedRegex(@"\([^()]*\)", RegexOptions.Singleline, 1000)]
    private static partial Regex Innermost();

    [GeneratedRegex(
        @"\bselect\s+(distinct\s+)?(?<items>.+?)(\s+from\b|\s*;?\s*$)",
        RegexOptions.Singleline | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex TopLevelSelect();

    // "… as name", "… name" after a space, "table.name" or "name" alone; with or without quotes.
    [GeneratedRegex("""^(.*(\bas\s+|\s|\.))?("(?<quoted>[^"]+)"|(?<plain>[A-Za-z_][A-Za-z0-9_]*))$""",
        RegexOptions.Singleline | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex LastName();
}
