using System.Text.Json;
using System.Text.RegularExpressions;

namespace Lab.Chaos.Isolate.Stubs.Matching;

/// <summary>What a header, a query parameter or a body must be like.</summary>
internal abstract record TextPattern
{
    /// <param name="text">Null when there is none.</param>
    public abstract bool Matches(string? text);
}

/// <summary><c>absent</c></summary>
internal sealed record AbsentPattern : TextPattern
{
    public override bool Matches(string? text) => text is null;
}

/// <summary><c>equalTo</c></summary>
internal sealed record EqualToPattern(string Expected, bool IgnoreCase) : TextPattern
{
    public override bool Matches(string? text) =>
        string.Equals(text, Expected, IgnoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
}

/// <summary><c>contains</c></summary>
internal sealed record ContainsPattern(string Part) : TextPattern
{
    public override bool Matches(string? text) => text?.Contains(Part, StringComparison.Ordinal) == true;
}

/// <summary><c>matches</c> and <c>doesNotMatch</c>; what is not there matches nothing.</summary>
internal sealed record RegexPattern(Regex Regex, bool Negated) : TextPattern
{
    public override bool Matches(string? text) => (text is not null && Regex.IsMatch(text)) != Negated;
}

/// <summary><c>equalToJson</c>; a text that is no JSON equals none.</summary>
internal sealed record EqualToJsonPattern(JsonElement Expected, JsonTolerance Tolerance) : TextPattern
{
    public override bool Matches(string? text)
    {
        using var json = JsonText.Parse(text);
        return json is not null && JsonEquality.Holds(Expected, json.RootElement, Tolerance);
    }
}

/// <summary><c>matchesJsonPath</c>: something is there or, with an inner pattern, something that matches it.</summary>
internal sealed record JsonPathPattern(JsonPath Path, TextPattern? Inner) : TextPattern
{
    public override bool Matches(string? text)
    {
        using var json = JsonText.Parse(text);
        if (json is null)
        {
            return false;
        }

        List<string?> found = [.. Path.Find(json.RootElement).Select(JsonText.Of)];
        return Inner switch
        {
            null => found.Exists(value => value is not null || !Path.IsDefinite),
            AbsentPattern => found.TrueForAll(value => value is null),
            _ => found.Exists(Inner.Matches),
        };
    }
}
