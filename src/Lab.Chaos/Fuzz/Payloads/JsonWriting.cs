using System.Globalization;
using System.Text;

namespace Lab.Chaos.Fuzz.Payloads;

/// <summary>Writes parts as JSON text, faithfully: what is wrong in them stays wrong.</summary>
internal static class JsonWriting
{
    public static string Write(JsonPart part, Blanks blanks)
    {
        var text = new StringBuilder();
        Write(part, blanks, text);
        return text.ToString();
    }

    /// <summary>The value of a header or of a part of a path: strings without quotes.</summary>
    public static string Plain(JsonPart part, Blanks blanks) => part switch
    {
        JsonString value => blanks.Fill(value.Text),
        JsonRaw raw => blanks.Fill(raw.Text),
        JsonLong { Unit: var unit, Count: var count } => Repeat(unit, count),
        JsonAbsent => "",
        _ => Write(part, blanks),
    };

    public static string Repeat(string unit, int count) => new StringBuilder(unit.Length * count).Insert(0, unit, count).ToString();

    private static void Write(JsonPart part, Blanks blanks, StringBuilder text)
    {
        switch (part)
        {
            case JsonString value:
                Quote(blanks.Fill(value.Text), text);
                break;
            case JsonRaw raw:
                text.Append(blanks.Fill(raw.Text));
                break;
            case JsonLong repeated:
                Quote(Repeat(repeated.Unit, repeated.Count), text);
                break;
            case JsonNested nested:
                text.Append('[', nested.Depth).Append(']', nested.Depth);
                break;
            case JsonItems list:
                Join('[', list.Items.SelectMany(Flat), item => Write(item, blanks, text), ']', text);
                break;
            case JsonFields map:
                var fields = map.Fields.SelectMany(field => Flat(field.Value).Select(value => new JsonField(field.Name, value)));
                Join('{', fields, field => Name(field, blanks, text), '}', text);
                break;
            case JsonTwice twice:
                Write(twice.Second, blanks, text);   // where nothing has a name there is no second time
                break;
            default:
                break;   // absent
        }
    }

    private static void Name(JsonField field, Blanks blanks, StringBuilder text)
    {
        Quote(field.Name, text);
        text.Append(':');
        Write(field.Value, blanks, text);
    }

    private static IEnumerable<JsonPart> Flat(JsonPart part) => part switch
    {
        JsonAbsent => [],
        JsonTwice twice => [twice.First, twice.Second],
        _ => [part],
    };

    private static void Join<T>(char open, IEnumerable<T> items, Action<T> write, char close, StringBuilder text)
    {
        text.Append(open);
        var first = true;
        foreach (var item in items)
        {
            text.Append(first ? "" : ",");
            first = false;
            write(item);
        }

        text.Append(close);
    }

    private static void Quote(string value, StringBuilder text)
    {
        text.Append('"');
        for (var n = 0; n < value.Length; n++)
        {
            var letter = value[n];
            if (char.IsHighSurrogate(letter) && n + 1 < value.Length && char.IsLowSurrogate(value[n + 1]))
            {
                text.Append(letter).Append(value[++n]);
            }
            else if (letter is '"' or '\\')
            {
                text.Append('\\').Append(letter);
            }
            else if (letter < ' ' || char.IsSurrogate(letter))
            {
                text.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}");
            }
            else
            {
                text.Append(letter);
            }
        }

        text.Append('"');
    }
}
