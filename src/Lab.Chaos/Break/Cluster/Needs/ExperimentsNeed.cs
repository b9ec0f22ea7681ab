using Lab.Chaos.Setup;

namespace Lab.Chaos.Break.Cluster.Needs;

/// <summary>The namespace and, in it, a ChaosExperiment for each fault: Litmus looks for them nowhere else.</summary>
internal static class ExperimentsNeed
{
    private const string Title = "Experiments";

    public static async Task<IReadOnlyList<SetupFinding>> LookAsync(ClusterLook look, CancellationToken cancellationToken)
    {
        if ((await look.Client.FindAsync(ResourceKind.Namespaces, null, [look.Namespace], cancellationToken)).Count == 0)
        {
            return [new SetupFinding(
                "Namespace", null, $"There is no namespace '{look.Namespace}'. Apply the system first ({look.Client.Access.Kubectl} apply -k k3s), or name another: --namespace NAME", null, Required: true)];
        }

        var found = await look.Client.ListAsync(ResourceKind.Experiments, look.Namespace, null, cancellationToken);
        string[] names = [.. found.Select(one => one.Name).Order(StringComparer.Ordinal)];
        string[] missing = [.. look.Faults.Except(names)];
        return [missing.Length > 0 || names.Length == 0
            ? new SetupFinding(Title, null, $"{(missing.Length > 0 ? string.Join(", ", missing) : "None")} in namespace '{look.Namespace}'. Run: {look.InstallExperiments}", null, Required: true)
            : new SetupFinding(Title, $"{string.Join(", ", look.Faults.Count > 0 ? look.Faults : names)} in {look.Namespace}", "", null, Required: true)];
    }
}
