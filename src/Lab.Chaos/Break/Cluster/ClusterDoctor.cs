using Lab.Chaos.Break.Cluster.Needs;
using Lab.Chaos.Setup;
using Lab.Contracts;

namespace Lab.Chaos.Break.Cluster;

/// <summary>What <c>lab doctor --cluster</c> prints: what there is on a cluster for <c>lab break --cluster</c>, and what is missing. Changes nothing.</summary>
internal static class ClusterDoctor
{
    /// <summary>Where the case study runs, and the account that comes with it.</summary>
    private const string Namespace = "ticketing";

    private const string Account = "chaos-lab";

    /// <summary>One finding each; what cannot be there without an earlier one is left out.</summary>
    public static async Task<IReadOnlyList<SetupFinding>> LookAsync(
        IClusterClients clients, ClusterPlan plan, CancellationToken cancellationToken)
    {
        string context;
        try
        {
            context = ContextGuard.Choose(await Kubeconfig.ReadAsync(plan.Kubeconfig, cancellationToken), plan.Context);
        }
        catch (LabException problem)
        {
            return [new SetupFinding("Context", null, problem.Message, null, Required: true)];
        }

        var client = clients.Open(new ClusterAccess(context, plan.Kubeconfig), plan.Limits);
        var findings = new List<SetupFinding> { new("Context", context, "", null, Required: true) };
        try
        {
            findings.Add(new SetupFinding("API server", await client.VersionAsync(cancellationToken), "", null, Required: true));
        }
        catch (ClusterException failure)
        {
            findings.Add(new SetupFinding("API server", null, $"{failure.Message}. Start the cluster, or name another context: --context NAME.", null, Required: true));
            return findings;
        }

        var look = new ClusterLook { Client = client, Namespace = plan.Namespace ?? Namespace, Faults = [], Accounts = [Account] };
        findings.AddRange(await ClusterNeeds.LookAsync(look, cancellationToken));
        if (!findings.Any(finding => finding.IsMissing))
        {
            findings.AddRange(await ClusterLook.TryAsync("Runtime", () => RuntimeNeed.LookAsync(look, cancellationToken)));
        }

        findings.AddRange(await ClusterLook.TryAsync("Metrics", () => MetricsNeed.LookAsync(look, cancellationToken)));
        return findings;
    }

    /// <summary>The two commands that install Litmus as the lab uses it.</summary>
    public static IReadOnlyList<string> Install(ClusterPlan plan)
    {
        var kubectl = plan.Context is { } context ? new ClusterAccess(context, plan.Kubeconfig).Kubectl : "kubectl";
        return [$"{kubectl} apply -f {OperatorNeed.Manifest}", $"{kubectl} apply -k k3s/litmus"];
    }
}
