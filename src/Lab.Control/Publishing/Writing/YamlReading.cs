using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Lab.Control.Publishing.Writing;

/// <summary>Reads documents that people wrote into the values that are written again; their comments are lost on the way.</summary>
internal static class YamlReading
{
    /// <summary>Every document of a file that is a map.</summary>
    /// <exception cref="YamlException">It is no YAML.</exception>
    public static IReadOnlyList<YamlMap> Documents(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return [.. stream.Documents.Select(document => document.RootNode).OfType<YamlMappingNode>().Select(Map)];
    }

    private static YamlMap Map(YamlMappingNode node)
    {
        var map = new YamlMap();
        foreach (var (key, value) in node.Children)
        {
            map[((YamlScalarNode)key).Value!] = Value(value);
        }

        return map;
    }

    private static YamlValue Value(YamlNode node) => node switch
    {
        YamlMappingNode map => Map(map),
        YamlSequenceNode list => YamlList.Of(list.Children.Select(Value)),
        YamlScalarNode { Style: ScalarStyle.Plain, Value: var plain } when plain is "true" or "false" || int.TryParse(plain, out _) => new YamlPlain(plain),
        YamlScalarNode { Value: var text } => text ?? "",
        _ => throw new YamlException($"{node.NodeType} is not used in manifests."),
    };
}
