using Lab.Chaos.Setup;

namespace Lab.Chaos.Break.Cluster.Needs;

/// <summary>Looks at a cluster without changing it.</summary>
internal static class ClusterNeeds
{
    /// <summary>What a run needs, one finding each. Later ones are left out where they cannot be there without earlier ones.</summary>
    public static async Task<IReadOnlyList<SetupFinding>> LookAsync(ClusterLook look, CancellationToken cancellationToken)
    {
        var findings = new List<SetupFinding>();
        findings.AddRange(await ClusterLook.TryAsync("Litmus CRDs", () => DefinitionsNeed.LookAsync(look, cancellationToken)));
        var installed = !findings.Any(finding => finding.IsMissing);
        findings.AddRange(await ClusterLook.TryAsync("Operator", () => OperatorNeed.LookAsync(look, cancellationToken)));
        if (!installed)
        {
            // Kinds that are not there cannot be asked for.
            findings.Add(new SetupFinding("Experiments", null, $"They come after the CRDs. Run: {look.InstallExperiments}", null, Required: true));
            return findings;
        }

        findings.AddRange(await ClusterLook.TryAsync("Experiments", () => ExperimentsNeed.LookAsync(look, cancellationToken)));
        foreach (var account in look.Accounts)
        {
            findings.AddRange(await ClusterLook.TryAsync("Account", () => AccountNeed.LookAsync(look, account, cancellationToken)));
        }

        return findings;
    }
}
