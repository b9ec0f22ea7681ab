using System.Text.RegularExpressions;

namespace Lab.Chaos.Break.Litmus;

/// <summary>Answers of earlier commands in the text of a later probe: <c>{{ .stock.ProbeArtifacts.Register }}</c>.</summary>
internal static partial class ProbeTemplate
{
    /// <summary>The probes that a text names, in order.</summary>
    public static IReadOnlyList<string> Names(string text) => [.. Reference().Matches(text).Select(match => match.Groups["name"].Value)];

    /// <summary>Whether braces stand in it that are no such reference.</summary>
    public static bool HasOther(string text) => Reference().Replace(text, "").Contains("{{", StringComparison.Ordinal);

    /// <summary>Null while one of the commands has not answered yet.</summary>
    public static string? Fill(string text, IReadOnlyDictionary<string, string> answers) => Names(text).All(answers.ContainsKey)
        ? Reference().Replace(text, match => answers[match.Groups["name"].Value])
        : null;

    [GeneratedRegex(
        @"\{\{-?\s*\.(?<name>[A-Za-z0-9_-]+)\.ProbeArtifacts\.Register\s*-?\}\}",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Reference();
}
