using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Lab.Control.Publishing.Writing;

/// <summary>
/// Writes manifests the same way every time: two spaces, line feeds, quotes only where text would be taken for something else.
/// <code>{ metadata: { name: redis }, data: { port: "6379" } }  →  metadata:\n  name: redis\ndata:\n  port: "6379"\n</code>
/// </summary>
internal static partial class YamlWriter
{
    private static readonly JsonSerializerOptions Quoting = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // YAML 1.1, which kubectl reads, takes all of these for something other than text.
    private static readonly string[] Taken = ["true", "false", "yes", "no", "on", "off", "y", "n", "null", "~"];

    public static string Write(YamlMap document)
    {
        var text = new StringBuilder();
        Map(text, document, indent: 0, first: "");
        return text.ToString();
    }

    private static void Map(StringBuilder text, YamlMap map, int indent, string first)
    {
        var lead = first;
        foreach (var (key, value) in map)
        {
            text.Append(lead.Length > 0 ? lead : new string(' ', indent)).Append(Scalar(key)).Append(':');
            lead = "";
            Value(text, value, indent);
        }
    }

    private static void Value(StringBuilder text, YamlValue value, int indent)
    {
        switch (value)
        {
            case YamlMap { Count: 0 }:
                text.Append(" {}\n");
                break;
            case YamlMap map:
                text.Append('\n');
                Map(text, map, indent + 2, first: "");
                break;
            case YamlList { Count: 0 }:
                text.Append(" []\n");
                break;
            case YamlList list:
                text.Append('\n');
                List(text, list, indent + 2);
                break;
            default:
                text.Append(' ').Append(Leaf(value, indent + 2)).Append('\n');
                break;
        }
    }

    private static void List(StringBuilder text, YamlList list, int indent)
    {
        foreach (var item in list)
        {
            var dash = new string(' ', indent) + "- ";
            switch (item)
            {
                case YamlMap { Count: > 0 } map:
                    Map(text, map, indent + 2, dash);
                    break;
                case YamlMap:
                    text.Append(dash).Append("{}\n");
                    break;
                case YamlList:
                    throw new NotSupportedException("No manifest has a list of lists.");
                default:
                    text.Append(dash).Append(Leaf(item, indent + 2)).Append('\n');
                    break;
            }
        }
    }

    private static string Leaf(YamlValue value, int indent) => value switch
    {
        YamlPlain plain => plain.Text,
        YamlText { Text: var text } when text.EndsWith('\n') && text.Length > 1 && !text.Contains('\r', StringComparison.Ordinal) && text[0] is not (' ' or '\n')
            && !text.EndsWith("\n\n", StringComparison.Ordinal) => Block(text, indent),
        YamlText { Text: var text } => Scalar(text),
        _ => throw new NotSupportedException($"{value.GetType().Name} is no leaf."),
    };

    private static string Block(string text, int indent) =>
        "|\n" + string.Join('\n', text.TrimEnd('\n').Split('\n').Select(line => line.Length == 0 ? "" : new string(' ', indent) + line));

    private static string Scalar(string text) =>
        Plain().IsMatch(text) && !Taken.Contains(text, StringComparer.OrdinalIgnoreCase) ? text : JsonSerializer.Serialize(text, Quoting);

    // Begins with a letter, a slash, an underscore, or as an option does, or is a quantity such as 250m: no number, date or indicator; no ": ", no " #",
    // nothing at its end.
    [GeneratedRegex(
        @"\A((--?)?[A-Za-z/_]([A-Za-z0-9_./=;,()$@+<>-]|:(?! |$)| (?=[A-Za-z0-9_./=(<>-]))*|[1-9][0-9]*(m|Ki|Mi|Gi))\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Plain();
}
