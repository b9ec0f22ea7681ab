using System.Text.Json.Nodes;
using Lab.Chaos.Setup;

namespace Lab.Chaos.Break.Cluster.Needs;

/// <summary>
/// Whether the experiments look for the container runtime where the nodes have it. Charts name containerd's usual socket; k3s and Rancher Desktop have theirs elsewhere, and
/// every fault that enters a container fails there.
/// </summary>
internal static class RuntimeNeed
{
    private const string Usual = "/run/containerd/containerd.sock";
    private const string OfK3s = "/run/k3s/containerd/containerd.sock";
    private const string OfDocker = "/var/run/docker.sock";

    public static async Task<IReadOnlyList<SetupFinding>> LookAsync(ClusterLook look, CancellationToken cancellationToken)
    {
        var nodes = await look.Client.ListAsync(ResourceKind.Nodes, null, null, cancellationToken);
        var experiments = await look.Client.ListAsync(ResourceKind.Experiments, look.Namespace, null, cancellationToken);
        string[] sockets = [.. nodes.Select(Socket).Distinct(StringComparer.Ordinal)];
        var runtimes = string.Join(", ", nodes.Select(node => Info(node, "containerRuntimeVersion")).Distinct(StringComparer.Ordinal));
        var wrong = experiments.Where(one => SocketOf(one) is { } socket && !sockets.Contains(socket)).ToList();
        return [wrong.Count == 0
            ? new SetupFinding("Runtime", $"{runtimes}, {string.Join(", ", sockets)}", "", null, Required: false)
            : new SetupFinding(
                "Runtime",
                null,
                $"The nodes run {runtimes} with {string.Join(", ", sockets)}, but {string.Join(", ", wrong.Select(one => $"{one.Name} names {SocketOf(one)}"))}. Set SOCKET_PATH and CONTAINER_RUNTIME in the ChaosExperiments; those of k3s/litmus are for k3s.",
                null,
                Required: false)];
    }

    /// <summary>Where a node has the socket of its runtime.</summary>
    public static string Socket(JsonObject node) =>
        Info(node, "containerRuntimeVersion").StartsWith("docker", StringComparison.Ordinal) ? OfDocker
        : Info(node, "kubeletVersion").Contains("k3s", StringComparison.Ordinal) ? OfK3s
        : Usual;

    private static string Info(JsonObject node, string name) => node.TextAt("status", "nodeInfo", name);

    private static string? SocketOf(JsonObject experiment) => experiment.EnvAt("SOCKET_PATH", "spec", "definition");
}
