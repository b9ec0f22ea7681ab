using Lab.Chaos.Scenarios;

namespace Lab.Chaos.Break.Litmus.Catalogue;

/// <summary>The rest of the Kubernetes folder of the charts: what the lab does not do without a cluster, and what comes near.</summary>
internal static class OtherFaults
{
    /// <summary>Name to what to use in its place.</summary>
    private static readonly IReadOnlyDictionary<string, string> Mends = new Dictionary<string, string>
    {
        ["disk-fill"] = "it would fill the disk of this machine; use pod-io-stress, which writes and gives the space back",
        ["docker-service-kill"] = "there is no container runtime; use container-kill with PODS_AFFECTED_PERC \"100\"",
        ["kubelet-service-kill"] = "there is no kubelet, and nothing is near",
        ["node-drain"] = "there is no node to drain; use pod-delete with PODS_AFFECTED_PERC \"100\"",
        ["node-io-stress"] = "use pod-io-stress, whose writes reach the same disk",
        ["node-memory-hog"] = "it would use up the memory of this machine; use pod-memory-hog",
        ["node-poweroff"] = "it would switch this machine off; use pod-delete with PODS_AFFECTED_PERC \"100\"",
        ["node-restart"] = "it would restart this machine; use pod-delete with PODS_AFFECTED_PERC \"100\"",
        ["node-taint"] = "nothing is scheduled onto nodes; use pod-delete with PODS_AFFECTED_PERC \"100\"",
        ["pod-autoscaler"] = "how many replicas there are is said in AppHost.cs, with WithReplicas",
        ["pod-cpu-hog-exec"] = "use pod-cpu-hog",
        ["pod-memory-hog-exec"] = "use pod-memory-hog",
        ["pod-dns-spoof"] = "names are not resolved between the lab's processes; use pod-dns-error",
        ["pod-http-modify-body"] = "use pod-http-status-code with STATUS_CODE \"200\" and RESPONSE_BODY",
        ["pod-http-modify-header"] = "headers are not rewritten; use pod-http-status-code with CONTENT_TYPE",
        ["pod-http-reset-peer"] = "use container-kill, which resets the connections that are open",
        ["pod-network-duplication"] = "a program does not see duplicated packets, since TCP drops them, and nothing is near",
        ["pod-network-rate-limit"] = "use pod-network-latency",
    };

    /// <summary>In order of their names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Mends.Keys.Order(StringComparer.Ordinal)];

    /// <summary>What to tell who asks for a fault that is not in <see cref="LitmusFaults.All"/>.</summary>
    public static string Refusal(string name) => Mends.TryGetValue(name, out var mend)
        ? $"'{name}' is not done here: {mend}. Or run it on a cluster: --cluster."
        : $"Unknown fault '{name}'. {Suggest.Among(name, LitmusFaults.All.Select(fault => fault.Name))}";
}
