using System.Globalization;
using System.Text;

namespace Lab.Chaos.Fuzz.Reproductions;

/// <summary>Bytes as a C# expression of type string, one character a byte: escapes for what is no printable ASCII, repetitions written short.</summary>
internal static class CSharpBytes
{
    private const int LongestUnit = 8;
    private const int WorthRepeating = 64;

    public static string Write(ReadOnlySpan<byte> bytes)
    {
        var parts = new List<string>();
        foreach (var (text, mark) in Marks.Split(Encoding.Latin1.GetString(bytes)))
        {
            parts.AddRange(mark is null ? Texts(text)
                : mark.Groups["key"].Success ? ["key"]
                : mark.Groups["step"] is { Success: true } step ? [$"Field(answers[{step.Value}], {Literal(mark.Groups["name"].Value)})"]
                : [$"{(mark.Groups["form"].Value == "uuid" ? "Uuid" : "Number")}({Write(Encoding.Latin1.GetBytes(mark.Groups["id"].Value))})"]);
        }

        return parts.Count == 0 ? "\"\"" : string.Join(" + ", parts);
    }

    private static IEnumerable<string> Texts(string text)
    {
        var plain = new StringBuilder();
        for (var n = 0; n < text.Length;)
        {
            if (Repetition(text, n) is var (unit, count))
            {
                if (plain.Length > 0)
                {
                    yield return Literal(plain.ToString());
                    plain.Clear();
                }

                yield return $"Repeat({Literal(unit)}, {count})";
                n += unit.Length * count;
            }
            else
            {
                plain.Append(text[n++]);
            }
        }

        if (plain.Length > 0)
        {
            yield return Literal(plain.ToString());
        }
    }

    private static (string Unit, int Count)? Repetition(string text, int from)
    {
        for (var length = 1; length <= LongestUnit && from + (2 * length) <= text.Length; length++)
        {
            var unit = text.AsSpan(from, length);
            var count = 1;
            while (text.AsSpan(from + (count * length)).StartsWith(unit))
            {
                count++;
            }

            if (count * length >= WorthRepeating)
            {
                return (unit.ToString(), count);
            }
        }

        return null;
    }

    public static string Literal(string text)
    {
        var literal = new StringBuilder("\"");
        foreach (var letter in text)
        {
            _ = letter switch
            {
                '"' or '\\' => literal.Append('\\').Append(letter),
                '\r' => literal.Append("\\r"),
                '\n' => literal.Append("\\n"),
                >= ' ' and < (char)0x7F => literal.Append(letter),
                _ => literal.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}"),
            };
        }

        return literal.Append('"').ToString();
    }
}
