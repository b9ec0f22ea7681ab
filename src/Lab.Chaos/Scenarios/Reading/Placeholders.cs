using System.Text.RegularExpressions;
using Lab.Chaos.Scenarios.Yaml;

namespace Lab.Chaos.Scenarios.Reading;

/// <summary>Words in braces that stand for a value which each volley or request fills in.</summary>
internal static partial class Placeholders
{
    public const string Key = "{key}";

    public const string Operation = "{operation}";

    public static readonly IReadOnlyList<string> OfSetup = ["key", "stock"];

    public static readonly IReadOnlyList<string> OfRequest = ["key", "operation", "process"];

    /// <summary>Beside what earlier steps have captured.</summary>
    public static readonly IReadOnlyList<string> OfStep = ["key", "operation", "process", "session"];

    public static readonly IReadOnlyList<string> OfState = ["key"];

    /// <summary>Reports placeholders that nothing would fill in: they would be sent as they stand.</summary>
    public static void Check(Field? field, string? text, IReadOnlyList<string> known)
    {
        foreach (Match match in Braces().Matches(text ?? ""))
        {
            string name = match.Groups["name"].Value;
            if (!known.Contains(name))
            {
                field?.Wrong($"Unknown placeholder '{{{name}}}' in '{field.Path}'. {Suggest.Among(name, known)}");
            }
        }
    }

    // Letters only: a JSON object in a text, {"a":1}, is no placeholder.
    [GeneratedRegex(@"\{(?<name>[A-Za-z]+)\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Braces();
}
