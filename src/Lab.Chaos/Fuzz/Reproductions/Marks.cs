using System.Text.RegularExpressions;
using Lab.Chaos.Fuzz.Payloads;

namespace Lab.Chaos.Fuzz.Reproductions;

/// <summary>
/// Stand-ins for what is not known before a reproduction runs: the fresh key, ids made of it, and answers. They are made of letters and digits,
/// so that neither JSON nor a path escapes them.
/// <code>ZZkeyZZ   ZZuuidQZZkeyZZ-0-1QZZ   ZZanswerQ0QorderIdQZZ</code>
/// </summary>
internal static partial class Marks
{
    public const string Key = "ZZkeyZZ";

    public static Blanks Blanks(int step, int client, int stock) => new()
    {
        Key = Key,
        Operation = $"{Key}-{step}-{client}",
        Process = client,
        Stock = stock,
        Answer = (from, name) => $"ZZanswerQ{from}Q{name}QZZ",
        Derive = (form, id) => $"ZZ{form}Q{id}QZZ",
    };

    /// <summary>With a key that somebody has chosen; answers stay words for people.</summary>
    public static string Settle(string text, string key)
    {
        var settled = Derived().Replace(text, match => Payloads.Blanks.Derived(match.Groups["form"].Value, match.Groups["id"].Value.Replace(Key, key, StringComparison.Ordinal)));
        return Answered().Replace(settled, match => $"<{match.Groups["name"].Value}-of-answer-{match.Groups["step"].Value}>").Replace(Key, key, StringComparison.Ordinal);
    }

    /// <summary>Texts and marks in order.</summary>
    public static IEnumerable<(string Text, Match? Mark)> Split(string text)
    {
        var from = 0;
        foreach (Match mark in Any().Matches(text))
        {
            yield return (text[from..mark.Index], null);
            yield return ("", mark);
            from = mark.Index + mark.Length;
        }

        yield return (text[from..], null);
    }

    [GeneratedRegex("ZZ(?<form>uuid|number)Q(?<id>(?:ZZkeyZZ|[^Q])*)QZZ", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Derived();

    [GeneratedRegex("ZZanswerQ(?<step>[0-9]+)Q(?<name>[^Q]+)QZZ", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Answered();

    [GeneratedRegex("ZZ(?<form>uuid|number)Q(?<id>(?:ZZkeyZZ|[^Q])*)QZZ|ZZanswerQ(?<step>[0-9]+)Q(?<name>[^Q]+)QZZ|(?<key>ZZkeyZZ)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Any();
}
