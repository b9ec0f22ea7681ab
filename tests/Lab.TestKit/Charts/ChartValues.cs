using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Lab.TestKit.Charts;

/// <summary>values.yaml by path: <c>parameters.inventory.port_http</c> is 8080.</summary>
internal sealed class ChartValues
{
    private readonly Dictionary<string, ChartValue> _leaves = new(StringComparer.Ordinal);

    public ChartValues(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        if (stream.Documents is [{ RootNode: YamlMappingNode root }])
        {
            Add("", root);
        }
    }

    public ChartValue? Find(string path) => _leaves.GetValueOrDefault(path);

    public IReadOnlyList<string> Under(string section) =>
        [.. _leaves.Keys.Where(path => path.StartsWith($"{section}.", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    /// <summary>As <c>--set-string path=value</c>.</summary>
    public void Set(string path, string value) => _leaves[path] = new ChartValue(value, IsNumber: false);

    private void Add(string prefix, YamlMappingNode section)
    {
        foreach (var (key, node) in section.Children)
        {
            var path = prefix + ((YamlScalarNode)key).Value;
            if (node is YamlMappingNode inner)
            {
                Add($"{path}.", inner);
            }
            else if (node is YamlScalarNode { Value: { } text, Style: var style })
            {
                _leaves.Add(path, new ChartValue(text, style is ScalarStyle.Plain && double.TryParse(text, CultureInfo.InvariantCulture, out _)));
            }
        }
    }
}

/// <summary>A value and whether YAML takes it for a number, which to helm is a floating-point one.</summary>
internal sealed record ChartValue(string Text, bool IsNumber);
