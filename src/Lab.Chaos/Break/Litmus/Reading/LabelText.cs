using System.Text.RegularExpressions;
using Lab.Chaos.Scenarios.Yaml;

namespace Lab.Chaos.Break.Litmus.Reading;

/// <summary>
/// Labels as Litmus takes them: <c>app=cart,app=till</c> is two lists of pods that are united. Kubernetes means "both" by the same text, and its
/// set-based form has commas inside, which Litmus splits too.
/// </summary>
internal static partial class LabelText
{
    private const string Example = "app.kubernetes.io/component=inventory";

    /// <summary>Empty text is no label.</summary>
    public static IReadOnlyList<(string Key, string Value)> Read(Field? field)
    {
        if (field?.String() is not { Length: > 0 } text)
        {
            return [];
        }

        if (SetBased().Match(text) is { Success: true } set)
        {
            var values = set.Groups["values"].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            var mend = set.Groups["not"].Success
                ? $"Name what is hit instead, for example {Example}."
                : $"Alternatives are united, so write: {string.Join(",", values.Select(value => $"{set.Groups["key"].Value}={value}"))}";
            field.Wrong($"'{set.Value.Trim()}' is a set-based label; Litmus splits it at its commas and finds nothing. {mend}");
            return [];
        }

        return [.. text.Split(',', StringSplitOptions.TrimEntries).Select(piece => One(field, piece)).OfType<(string, string)>()];
    }

    private static (string Key, string Value)? One(Field field, string piece)
    {
        var match = Equality().Match(piece);
        if (match.Success)
        {
            return (match.Groups["key"].Value, match.Groups["value"].Value);
        }

        field.Wrong(piece.Length == 0
            ? $"'{field.Path}' has an empty piece between its commas. Remove it."
            : $"'{piece}' in '{field.Path}' is no label with a value. Write key=value, for example {Example}.");
        return null;
    }

    [GeneratedRegex(
        @"(?<key>[A-Za-z0-9./_-]+)\s+(?<not>not)?in\s*\((?<values>[^)]*)\)?",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex SetBased();

    [GeneratedRegex(
        @"^(?<key>([A-Za-z0-9.-]+/)?[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?)\s*==?\s*(?<value>([A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?)?)$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Equality();
}
