using System.Globalization;

namespace Lab.Chaos.Collect.Decoding;

/// <summary>
/// Attributes as text, whatever they were: <c>"1"</c>, <c>"true"</c>, <c>"[a, b]"</c>. Checks compare them and people read them; nothing
/// calculates with them.
/// </summary>
internal static class AttributeReader
{
    /// <summary>How deep lists may lie in lists; a message that goes on for ever would end the process.</summary>
    public const int Deepest = 16;

    /// <summary>Reads one KeyValue into a dictionary; of two of one name the last counts.</summary>
    public static void Read(WireReader pair, Dictionary<string, string> into, int depth = 0)
    {
        var (key, value) = ("", "");
        while (pair.Next())
        {
            switch (pair.Field)
            {
                case 1:
                    key = pair.Text();
                    break;
                case 2:
                    value = Value(pair.Message(), depth);
                    break;
            }
        }

        into[key] = value;
    }

    /// <summary>One AnyValue; empty text for none.</summary>
    /// <exception cref="MalformedOtlpException">It is none, or lies too deep.</exception>
    public static string Value(WireReader value, int depth = 0)
    {
        if (depth > Deepest)
        {
            throw new MalformedOtlpException($"This is no OTLP message: a value more than {Deepest} lists deep.");
        }

        var text = "";
        while (value.Next())
        {
            text = value.Field switch
            {
                1 => value.Text(),
                2 => value.Varint() == 0 ? "false" : "true",
                3 => ((long)value.Varint()).ToString(CultureInfo.InvariantCulture),
                4 => value.Double().ToString("R", CultureInfo.InvariantCulture),
                5 => List(value.Message(), depth),
                6 => Map(value.Message(), depth),
                7 => Convert.ToBase64String(value.Bytes()),
                _ => text,
            };
        }

        return text;
    }

    private static string List(WireReader list, int depth)
    {
        List<string> values = [];
        while (list.Next())
        {
            if (list.Field == 1)
            {
                values.Add(Value(list.Message(), depth + 1));
            }
        }

        return $"[{string.Join(", ", values)}]";
    }

    private static string Map(WireReader map, int depth)
    {
        Dictionary<string, string> values = [];
        while (map.Next())
        {
            if (map.Field == 1)
            {
                Read(map.Message(), values, depth + 1);
            }
        }

        return $"{{{string.Join(", ", values.Select(pair => $"{pair.Key}: {pair.Value}"))}}}";
    }
}
