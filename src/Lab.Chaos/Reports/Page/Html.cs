using System.Runtime.CompilerServices;

namespace Lab.Chaos.Reports.Page;

/// <summary>A piece of HTML. Made by <see cref="Of"/>, whose holes are encoded unless they are HTML themselves, so nothing a run recorded can be taken for markup.</summary>
/// <param name="Text">Ready to be written.</param>
internal readonly record struct Html(string Text)
{
    public static Html Empty { get; } = new("");

    /// <summary><c>Html.Of($"&lt;td&gt;{name}&lt;/td&gt;")</c>.</summary>
    public static Html Of(HtmlText text) => new(text.ToString());

    public static Html Join(IEnumerable<Html> parts) => new(string.Concat(parts.Select(part => part.Text)));

    public override string ToString() => Text;
}

/// <summary>What the compiler turns an interpolated string into: literals are kept as they are, values are encoded, HTML is not encoded twice.</summary>
[InterpolatedStringHandler]
internal readonly ref struct HtmlText(int literalLength, int formattedCount)
{
    private const int GuessedHole = 16;

    private readonly System.Text.StringBuilder _text = new(literalLength + (formattedCount * GuessedHole));

    public void AppendLiteral(string text) => _text.Append(text);

    public void AppendFormatted(string? text) => _text.Append(Encode(text ?? ""));

    public void AppendFormatted(int value) => _text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{value}");

    public void AppendFormatted(long value) => _text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{value}");

    public void AppendFormatted(double value, string format) => _text.Append(value.ToString(format, System.Globalization.CultureInfo.InvariantCulture));

    public void AppendFormatted(Html html) => _text.Append(html.Text);

    public void AppendFormatted(IEnumerable<Html> parts)
    {
        foreach (var part in parts)
        {
            _text.Append(part.Text);
        }
    }

    public override string ToString() => _text.ToString();

    // HTML has no place for control characters, and an answer may hold any.
    private static string Encode(string text) => System.Net.WebUtility.HtmlEncode(
        string.Concat(text.Select(c => char.IsControl(c) && c is not '\n' ? ' ' : c)));
}
