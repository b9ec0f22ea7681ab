using System.Text.Json.Nodes;
using Lab.Chaos.Setup;

namespace Lab.Chaos.Break.Cluster.Needs;

/// <summary>The operator: there, of the version the lab was written for, ready, watching the namespace, and not phoning home.</summary>
internal static class OperatorNeed
{
    /// <summary>The whole of Litmus that the lab needs: no portal, no database.</summary>
    public const string Manifest = "https://litmuschaos.github.io/litmus/litmus-operator-v3.31.0.yaml";

    private const string Title = "Operator";
    private const string Version = "3.31.";

    public static async Task<IReadOnlyList<SetupFinding>> LookAsync(ClusterLook look, CancellationToken cancellationToken)
    {
        var deployments = await look.Client.ListAsync(ResourceKind.Deployments, null, null, cancellationToken);
        return deployments.FirstOrDefault(one => Container(one) is not null) is not { } found
            ? [new SetupFinding(Title, null, $"Not installed. Run: {look.InstallOperator}", null, Required: true)]
            : [Running(found, look), Analytics(found, look)];
    }

    private static SetupFinding Running(JsonObject found, ClusterLook look)
    {
        var image = Container(found).TextAt("image");
        var place = $"{found.TextAt("metadata", "namespace")}/{found.Name}";
        var watched = Env(found, "WATCH_NAMESPACE");
        var kubectl = $"{look.Client.Access.Kubectl} -n {found.TextAt("metadata", "namespace")}";
        if (found.TextAt("status", "readyReplicas") is "" or "0")
        {
            return new SetupFinding(Title, null, $"{place} ({image}) has no ready pod. See: {kubectl} describe deployment {found.Name}", null, Required: true);
        }

        if (watched is not null && !watched.Split(',', StringSplitOptions.TrimEntries).Contains(look.Namespace))
        {
            return new SetupFinding(
                Title, null, $"{place} watches '{watched}' and not '{look.Namespace}'. Run: {kubectl} set env deployment/{found.Name} WATCH_NAMESPACE=", null, Required: true);
        }

        var tag = image[(image.LastIndexOf(':') + 1)..];
        return new SetupFinding(
            Title, $"{image} ({place}){(tag.StartsWith(Version, StringComparison.Ordinal) ? "" : $"; the lab was written for {Version}x")}", "", null, Required: true);
    }

    private static SetupFinding Analytics(JsonObject found, ClusterLook look) => new(
        "Analytics",
        string.Equals(Env(found, "ANALYTICS"), "FALSE", StringComparison.OrdinalIgnoreCase) ? "off" : null,
        $"on: the operator tells Google Analytics of each run. Run: {look.Client.Access.Kubectl} -n {found.TextAt("metadata", "namespace")} set env deployment/{found.Name} ANALYTICS=FALSE",
        null,
        Required: false);

    private static JsonObject? Container(JsonObject deployment) => deployment.ListAt("spec", "template", "spec", "containers")
        .FirstOrDefault(one => one.TextAt("image").Contains("chaos-operator", StringComparison.Ordinal));

    private static string? Env(JsonObject deployment, string name) => Container(deployment).EnvAt(name);
}
