using System.Text.RegularExpressions;

namespace Lab.Chaos.Break.Litmus;

/// <summary>
/// A label selector as Kubernetes reads it: requirements that all must hold, <c>a=b,c!=d,e in (f,g),h,!i</c>. (An engine's <c>applabel</c> is
/// something else, see <see cref="TargetSelector"/>.)
/// </summary>
internal sealed partial class LabelQuery
{
    private readonly IReadOnlyList<Requirement> _requirements;

    private LabelQuery(IReadOnlyList<Requirement> requirements) => _requirements = requirements;

    /// <summary>The labels that it speaks of.</summary>
    public IEnumerable<string> Keys => _requirements.Select(requirement => requirement.Key);

    /// <summary>Null when the text is no selector; empty text selects everything.</summary>
    public static LabelQuery? Parse(string text)
    {
        List<Requirement> requirements = [];
        foreach (var piece in OutsideBrackets().Split(text).Select(piece => piece.Trim()).Where(piece => piece.Length > 0))
        {
            var match = One().Match(piece);
            if (!match.Success)
            {
                return null;
            }

            requirements.Add(new Requirement(
                match.Groups["key"].Value,
                Negated: match.Groups["not"].Success,
                Values: match.Groups["values"].Success
                    ? [.. match.Groups["values"].Value.Split(',', StringSplitOptions.TrimEntries)]
                    : null));
        }

        return new LabelQuery(requirements);
    }

    /// <summary>Whether labels satisfy every requirement. Keys in <paramref name="shared"/> are taken to have the value asked for.</summary>
    public bool Matches(IReadOnlyDictionary<string, string> labels, IReadOnlyCollection<string> shared) =>
        _requirements.All(requirement => shared.Contains(requirement.Key)
            ? !requirement.Negated
            : (requirement.Values is null
                ? labels.ContainsKey(requirement.Key)
                : labels.TryGetValue(requirement.Key, out var value) && requirement.Values.Contains(value)) != requirement.Negated);

    [GeneratedRegex(@",(?![^(]*\))", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OutsideBrackets();

    [GeneratedRegex(
        @"^(?:(?<not>!)\s*(?<key>[A-Za-z0-9./_-]+)|(?<key>[A-Za-z0-9./_-]+)\s*(?:==?\s*(?<values>[A-Za-z0-9._-]*)|(?<not>!)=\s*(?<values>[A-Za-z0-9._-]*)|\s(?<not>not)?in\s*\((?<values>[^()]*)\))?)$",
        RegexOptions.None,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex One();

    private sealed record Requirement(string Key, bool Negated, IReadOnlyList<string>? Values);
}
