using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Lab.Chaos.Break.Litmus;

/// <summary>
/// What an answer is held against. What is expected was checked when the file was read; an answer that is no number fails, where Litmus takes it
/// for 0, and text is compared whole, where Litmus splits it at a comma.
/// </summary>
/// <param name="Kind">How both sides are read.</param>
/// <param name="Criterion">One of <see cref="Criteria"/>.</param>
/// <param name="Expected">As written.</param>
internal sealed record Comparator(ComparatorKind Kind, string Criterion, string Expected)
{
    /// <summary>Longer than any sensible expression takes on any sensible output.</summary>
    private static readonly TimeSpan MatchLimit = TimeSpan.FromSeconds(1);

    private static readonly IReadOnlyList<string> OfNumbers = [">=", "<=", ">", "<", "==", "!=", "oneOf", "OneOf", "between", "Between"];

    private static readonly IReadOnlyList<string> OfText =
        ["equal", "Equal", "notEqual", "NotEqual", "contains", "Contains", "matches", "Matches", "notMatches", "NotMatches", "oneOf", "OneOf"];

    /// <summary>The criteria that go with a kind.</summary>
    public static IReadOnlyList<string> Criteria(ComparatorKind kind) => kind == ComparatorKind.Text ? OfText : OfNumbers;

    /// <summary>Null when the expectation can be compared with, otherwise what it must be.</summary>
    public string? Wrong() => (Kind, Criterion.ToLowerInvariant()) switch
    {
        (ComparatorKind.Text, "matches" or "notmatches") => IsExpression(Expected) ? null : "a regular expression (without look-around and back-references)",
        (ComparatorKind.Text, _) => null,
        (_, "between") => Parts().Count == 2 && Parts().All(IsNumber) ? null : $"two {Noun}s with a comma between, lowest first",
        (_, "oneof") => Parts().Count > 0 && Parts().All(IsNumber) ? null : $"{Noun}s with commas between",
        _ => IsNumber(Expected.Trim()) ? null : $"a {Noun}",
    };

    /// <summary>Null when the answer is as expected, otherwise a sentence about how it is not.</summary>
    public string? Differs(string actual)
    {
        if (Kind != ComparatorKind.Text && !IsNumber(actual.Trim()))
        {
            return $"The answer is '{Shortened(actual)}', which is no {Noun}; expected {Criterion} {Expected}.";
        }

        return Holds(actual) ? null : $"The answer is '{Shortened(actual)}'; expected {Criterion} {Expected}.";
    }

    private bool Holds(string actual) => (Kind, Criterion.ToLowerInvariant()) switch
    {
        (ComparatorKind.Text, "equal") => actual == Expected,
        (ComparatorKind.Text, "notequal") => actual != Expected,
        (ComparatorKind.Text, "contains") => actual.Contains(Expected, StringComparison.Ordinal),
        (ComparatorKind.Text, "matches") => Matches(actual),
        (ComparatorKind.Text, "notmatches") => !Matches(actual),
        (ComparatorKind.Text, "oneof") => Parts().Contains(actual.Trim()),
        (_, ">=") => Number(actual) >= Number(Expected),
        (_, "<=") => Number(actual) <= Number(Expected),
        (_, ">") => Number(actual) > Number(Expected),
        (_, "<") => Number(actual) < Number(Expected),
        (_, "==") => Number(actual) == Number(Expected),
        (_, "!=") => Number(actual) != Number(Expected),
        (_, "oneof") => Parts().Any(part => Number(part) == Number(actual)),
        (_, "between") => Number(actual) >= Number(Parts()[0]) && Number(actual) <= Number(Parts()[1]),
        _ => throw new UnreachableException($"'{Criterion}' because the reader lets only known criteria in."),
    };

    private string Noun => Kind == ComparatorKind.Integer ? "whole number" : "number";

    private List<string> Parts() => [.. Expected.Split(',', StringSplitOptions.TrimEntries)];

    private bool IsNumber(string text) => Kind == ComparatorKind.Integer
        ? long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    // NaN compares as nobody expects, with anything, and so the check fails: a query that divides by zero shows nothing.
    private static double Number(string text) => double.Parse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture);

    private bool Matches(string actual) => Expression(Expected).IsMatch(actual);

    // Go's expressions never backtrack, and neither does this.
    private static Regex Expression(string text) => new(text, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, MatchLimit);

    private static bool IsExpression(string text)
    {
        try
        {
            _ = Expression(text);
            return true;
        }
        catch (Exception problem) when (problem is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }

    private static string Shortened(string text) => text.Length <= 200 ? text : $"{text[..200]}…";
}

/// <summary>How both sides of a comparison are read.</summary>
internal enum ComparatorKind
{
    /// <summary><c>int</c>.</summary>
    Integer,

    /// <summary><c>float</c>.</summary>
    Number,

    /// <summary><c>string</c>.</summary>
    Text,
}
