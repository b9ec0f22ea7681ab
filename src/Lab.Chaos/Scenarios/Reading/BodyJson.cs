using System.Diagnostics;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Lab.Chaos.Scenarios.Yaml;

namespace Lab.Chaos.Scenarios.Reading;

/// <summary>
/// Writes a body given as YAML as JSON. Plain numbers, true, false and null keep their type, everything else is text:
/// <c>{ id: "7", quantity: 1 }</c> becomes <c>{"id":"7","quantity":1}</c>.
/// </summary>
internal static partial class BodyJson
{
    // The body goes to the service under test and never into a page, so nothing needs to be escaped for HTML.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(Field field, IReadOnlyList<string> placeholders)
    {
        using MemoryStream bytes = new();
        using (Utf8JsonWriter json = new(bytes, Options))
        {
            Write(json, field, placeholders);
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static void Write(Utf8JsonWriter json, Field field, IReadOnlyList<string> placeholders)
    {
        switch (field.Node)
        {
            case YamlScalar scalar:
                Placeholders.Check(field, scalar.Text, placeholders);
                Write(json, scalar);
                break;
            case YamlList:
                json.WriteStartArray();
                foreach (Field item in field.Items(field.Example))
                {
                    Write(json, item, placeholders);
                }

                json.WriteEndArray();
                break;
            case YamlMap:
                json.WriteStartObject();
                foreach (Field entry in field.Entries(field.Example))
                {
                    json.WritePropertyName(entry.Name);
                    Write(json, entry, placeholders);
                }

                json.WriteEndObject();
                break;
            default:
                throw new UnreachableException($"{field.Node} because a node is a scalar, a list or a mapping.");
        }
    }

    private static void Write(Utf8JsonWriter json, YamlScalar scalar)
    {
        if (scalar.IsNull)
        {
            json.WriteNullValue();
        }
        else if (!scalar.Quoted && scalar.Text is ("true" or "false"))
        {
            json.WriteBooleanValue(scalar.Text == "true");
        }
        else if (!scalar.Quoted && JsonNumber().IsMatch(scalar.Text))
        {
            json.WriteRawValue(scalar.Text); // As written: 1.10 stays 1.10, and long ids lose no digit.
        }
        else
        {
            json.WriteStringValue(scalar.Text);
        }
    }

    [GeneratedRegex(@"^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex JsonNumber();
}
