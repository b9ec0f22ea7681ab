using Lab.Chaos.Setup;

namespace Lab.Chaos.Break.Cluster.Needs;

/// <summary>The three kinds of Litmus.</summary>
internal static class DefinitionsNeed
{
    private const string Title = "Litmus CRDs";

    public static async Task<IReadOnlyList<SetupFinding>> LookAsync(ClusterLook look, CancellationToken cancellationToken)
    {
        string[] needed = [ResourceKind.Engines.Name, ResourceKind.Experiments.Name, ResourceKind.Results.Name];
        var found = await look.Client.FindAsync(ResourceKind.Definitions, null, needed, cancellationToken);
        string[] missing = [.. needed.Except(found.Select(one => one.Name))];
        return [missing.Length == 0
            ? new SetupFinding(Title, "chaosengines, chaosexperiments, chaosresults", "", null, Required: true)
            : new SetupFinding(Title, null, $"Not installed: {string.Join(", ", missing)}. Run: {look.InstallOperator}", null, Required: true)];
    }
}
