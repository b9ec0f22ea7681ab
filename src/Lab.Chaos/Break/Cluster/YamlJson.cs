using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Lab.Chaos.Scenarios.Yaml;

namespace Lab.Chaos.Break.Cluster;

/// <summary>A YAML document as the API server reads it: plain scalars by YAML's core schema, quoted ones as text.</summary>
internal static class YamlJson
{
    public static JsonNode? Of(YamlNode node) => node switch
    {
        YamlScalar scalar => Of(scalar),
        YamlList list => new JsonArray([.. list.Items.Select(Of)]),
        YamlMap map => Of(map),
        _ => throw new UnreachableException($"{node} because a node is a scalar, a list or a map."),
    };

    private static JsonObject Of(YamlMap map)
    {
        var document = new JsonObject();
        foreach (var entry in map.Entries)
        {
            document[entry.Key.Text] = Of(entry.Value);
        }

        return document;
    }

    private static JsonValue? Of(YamlScalar scalar) =>
        scalar.IsNull ? null
        : scalar.Quoted ? JsonValue.Create(scalar.Text)
        : scalar.Text is "true" or "True" or "TRUE" ? JsonValue.Create(true)
        : scalar.Text is "false" or "False" or "FALSE" ? JsonValue.Create(false)
        : long.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? JsonValue.Create(whole)
        : double.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? JsonValue.Create(number)
        : JsonValue.Create(scalar.Text);
}
