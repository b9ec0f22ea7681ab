using Lab.Chaos.Setup;

namespace Lab.Chaos.Break.Cluster.Needs;

/// <summary>The three kinds of Litmus.</summary>
internal static class DefinitionsNeed
{
    private const string Title = "Litmus CRDs";

    public static async Task<IReadOnlyList<SetupFinding>> LookAsync(ClusterLook look, CancellationToken cancellationToken)
    {
        var missing = new List<string>();
        foreach (var kind in (ResourceKind[])[ResourceKind.Engines, ResourceKind.Experiments, ResourceKind.Results])
        {
            if (await look.Client.FindAsync(ResourceKind.Definitions, null, kind.Name, cancellationToken) is null)
            {
                missing.Add(kind.Name);
            }
        }

        return [missing.Count == 0
            ? new SetupFinding(Title, "chaosengines, chaosexperiments, chaosresults", "", null, Required: true)
            : new SetupFinding(Title, null, $"Not installed: {string.Join(", ", missing)}. Run: {look.InstallOperator}", null, Required: true)];
    }
}
