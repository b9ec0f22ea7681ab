using System.Text.Json.Nodes;

namespace Lab.Chaos.Break.Cluster;

/// <summary>The pods that an engine's selectors match, as Litmus reads them: labels after a comma are alternatives, not further conditions.</summary>
internal static class ClusterTargets
{
    public static async Task<IReadOnlyList<string>> FindAsync(IClusterClient client, JsonObject engine, string space, CancellationToken cancellationToken)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var (place, label) in Selectors(engine, space))
        {
            foreach (var pod in await client.ListAsync(ResourceKind.Pods, place, label, cancellationToken))
            {
                names.Add(pod.Name);
            }
        }

        return [.. names];
    }

    /// <summary>False where an engine aims by name, by node, or at anything: that cannot be told from labels.</summary>
    public static bool AimsByLabel(JsonObject engine) => Selectors(engine, "").Any();

    private static IEnumerable<(string Space, string Label)> Selectors(JsonObject engine, string space)
    {
        var workloads = engine.ListAt("spec", "selectors", "workloads").ToList();
        IEnumerable<(string Space, string Labels)> all = workloads.Count > 0
            ? workloads.Select(one => (one.TextAt("namespace"), one.TextAt("labels")))
            : [(engine.TextAt("spec", "appinfo", "appns"), engine.TextAt("spec", "appinfo", "applabel"))];
        return all.SelectMany(one => one.Labels.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(label => (one.Space.Length > 0 ? one.Space : space, label)));
    }
}
