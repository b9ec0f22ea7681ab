using Lab.Chaos.Setup;

namespace Lab.Chaos.Break.Cluster.Needs;

/// <summary>metrics-server, with which <c>kubectl top</c> shows how much of their 250m replicas use. k3s brings it.</summary>
internal static class MetricsNeed
{
    private const string Service = "v1beta1.metrics.k8s.io";

    public static async Task<IReadOnlyList<SetupFinding>> LookAsync(ClusterLook look, CancellationToken cancellationToken)
    {
        var services = await look.Client.FindAsync(ResourceKind.ApiServices, null, [Service], cancellationToken);
        var available = services.SelectMany(service => service.ListAt("status", "conditions")).Any(one => one.TextAt("type") == "Available" && one.TextAt("status") == "True");
        return [new SetupFinding(
            "Metrics",
            available ? "metrics-server answers" : null,
            "The lab does without; 'kubectl top pods' needs metrics-server, which k3s has unless it was started with --disable metrics-server.",
            null,
            Required: false)];
    }
}
