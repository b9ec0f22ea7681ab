using System.Text;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Lab.TestKit.Charts;

/// <summary>
/// A Helm chart, rendered as far as Aspire's publisher makes use of the template language, so that what it publishes can be judged on a machine
/// without helm. What it does not know, it refuses.
/// </summary>
internal sealed class Chart
{
    private readonly IReadOnlyDictionary<string, string> _templates;

    /// <param name="chartYaml">Text of Chart.yaml.</param>
    /// <param name="valuesYaml">Text of values.yaml.</param>
    /// <param name="templates">Text by path below the chart, with slashes.</param>
    public Chart(string chartYaml, string valuesYaml, IReadOnlyDictionary<string, string> templates)
    {
        Name = new ChartValues(chartYaml).Find("name")?.Text ?? throw new ChartException("Chart.yaml has no name.");
        Values = new ChartValues(valuesYaml);
        _templates = templates;
    }

    public string Name { get; }

    public ChartValues Values { get; }

    public static Chart Load(string folder)
    {
        var templates = Directory.GetFiles(Path.Combine(folder, "templates"), "*", SearchOption.AllDirectories);
        return new Chart(
            File.ReadAllText(Path.Combine(folder, "Chart.yaml")),
            File.ReadAllText(Path.Combine(folder, "values.yaml")),
            templates.ToDictionary(file => Path.GetRelativePath(folder, file).Replace('\\', '/'), File.ReadAllText));
    }

    /// <summary>The text of every template, by its path.</summary>
    /// <exception cref="ChartException">A template uses something that is not known here.</exception>
    public IReadOnlyDictionary<string, string> Render(string release)
    {
        var expression = new ChartExpression(Name, release, Values);
        return _templates.ToDictionary(template => template.Key, template => Render(template.Key, template.Value, expression));
    }

    /// <summary>The manifests of every template.</summary>
    /// <exception cref="ChartException">A template uses something that is not known here, or what comes of it is not YAML.</exception>
    public IReadOnlyList<Manifest> Manifests(string release) =>
        [.. Render(release).OrderBy(file => file.Key, StringComparer.Ordinal).SelectMany(file => Parse(file.Key, file.Value))];

    private static string Render(string file, string template, ChartExpression expression)
    {
        var text = new StringBuilder();
        var at = 0;
        while (template.IndexOf("{{", at, StringComparison.Ordinal) is var open and >= 0)
        {
            var line = 1 + template.AsSpan(0, open).Count('\n');
            var close = template.IndexOf("}}", open, StringComparison.Ordinal);
            if (close < 0)
            {
                throw new ChartException($"{file} line {line}: braces that are opened and not closed.");
            }

            var inner = template[(open + 2)..close].Trim();
            try
            {
                text.Append(template, at, open - at).Append(expression.Evaluate(inner));
            }
            catch (ChartException reason)
            {
                throw new ChartException($"{file} line {line}: {{{{ {inner} }}}}: {reason.Message}.");
            }

            at = close + 2;
        }

        return text.Append(template, at, template.Length - at).ToString();
    }

    private static IEnumerable<Manifest> Parse(string file, string text)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(text));
        }
        catch (YamlException e)
        {
            throw new ChartException($"{file} line {e.Start.Line}: rendered, it is no YAML: {e.Message}");
        }

        return stream.Documents.Select(document => new Manifest(file, document.RootNode));
    }
}
