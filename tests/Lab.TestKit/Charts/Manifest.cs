using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Lab.TestKit.Charts;

/// <summary>A rendered manifest, or a part of it: <c>manifest["spec"]["replicas"].Text</c>. What is not there has no text, no items and no entries.</summary>
internal sealed record Manifest(string File, YamlNode? Node)
{
    public string? Kind => this["kind"].Text;

    public string? Name => this["metadata"]["name"].Text;

    public bool Exists => Node is not null;

    public string? Text => (Node as YamlScalarNode)?.Value;

    /// <summary>False for text, be it <c>"8080"</c>: Kubernetes tells the two apart.</summary>
    public bool IsNumber => Node is YamlScalarNode { Style: ScalarStyle.Plain, Value: var text } && int.TryParse(text, out _);

    public IReadOnlyList<Manifest> Items => Node is YamlSequenceNode list ? [.. list.Select(item => this with { Node = item })] : [];

    public IReadOnlyDictionary<string, string?> Entries => Node is YamlMappingNode map
        ? map.Children.ToDictionary(entry => ((YamlScalarNode)entry.Key).Value!, entry => (entry.Value as YamlScalarNode)?.Value)
        : new Dictionary<string, string?>();

    public Manifest this[string key] => this with
    {
        Node = Node is YamlMappingNode map && map.Children.TryGetValue(new YamlScalarNode(key), out var node) ? node : null,
    };

    /// <summary>Every text in it, keys and values.</summary>
    public IEnumerable<string> Texts => Node?.AllNodes.OfType<YamlScalarNode>().Select(node => node.Value ?? "") ?? [];

    public override string ToString() => $"{Kind}/{Name} ({File})";
}
