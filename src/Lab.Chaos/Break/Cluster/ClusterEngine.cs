using System.Text.Json.Nodes;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Scenarios.Yaml;

namespace Lab.Chaos.Break.Cluster;

/// <summary>A ChaosEngine file as it is written, since a cluster gets the document itself and not what the lab understands of it.</summary>
/// <param name="Shown">The file, for messages.</param>
/// <param name="Document">The document.</param>
internal sealed record ClusterEngine(string Shown, JsonObject Document)
{
    public string Name => Document.Name;

    /// <summary>Of <c>metadata</c>; empty when it has none.</summary>
    public string Namespace => Document.TextAt("metadata", "namespace");

    /// <summary>Runs the experiment and its helpers.</summary>
    public string ServiceAccount => Document.TextAt("spec", "chaosServiceAccount");

    /// <summary>In order.</summary>
    public IReadOnlyList<string> Faults => [.. Document.ListAt("spec", "experiments").Select(one => one.TextAt("name"))];

    /// <summary>Reads them all.</summary>
    /// <exception cref="Lab.Contracts.LabException">One is no engine, or none for a cluster; every problem of every file at once.</exception>
    public static IReadOnlyList<ClusterEngine> Read(IReadOnlyList<SourceFile> files)
    {
        var problems = new Problems();
        var engines = new List<ClusterEngine>();
        foreach (var file in files)
        {
            if (YamlComposer.Compose(File.ReadAllText(file.Path), file.Shown, problems) is not { } root)
            {
                continue;
            }

            if (root is YamlMap && YamlJson.Of(root) is JsonObject document)
            {
                EngineChecks.Check(document, root.Place, problems);
                engines.Add(new ClusterEngine(file.Shown, document));
            }
            else
            {
                problems.Add(root.Place, "Not a ChaosEngine: a mapping with apiVersion, kind, metadata and spec is expected.");
            }
        }

        problems.ThrowIfAny();
        return engines;
    }
}
