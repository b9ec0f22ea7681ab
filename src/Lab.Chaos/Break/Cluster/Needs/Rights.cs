namespace Lab.Chaos.Break.Cluster.Needs;

/// <summary>What the service account of an engine must be allowed in its namespace: the union of what the charts of the supported faults ask for, read in chaos-charts 3.28.0.</summary>
internal static class Rights
{
    private static readonly string[] Read = ["get", "list"];

    private static readonly Right[] Always =
    [
        new("", "pods", ["create", "delete", "get", "list", "patch", "update", "deletecollection"]),
        new("", "events", ["create", "get", "list", "patch", "update"]),
        new("", "pods/log", ["get", "list", "watch"]),
        new("", "pods/exec", ["get", "list", "create"]),
        new("", "configmaps", Read),
        new("apps", "deployments", Read),
        new("apps", "statefulsets", Read),
        new("apps", "replicasets", Read),
        new("apps", "daemonsets", Read),
        new("batch", "jobs", ["create", "list", "get", "delete", "deletecollection"]),
        new("litmuschaos.io", "chaosengines", ["create", "list", "get", "patch", "update", "delete"]),
        new("litmuschaos.io", "chaosexperiments", ["create", "list", "get", "patch", "update", "delete"]),
        new("litmuschaos.io", "chaosresults", ["create", "list", "get", "patch", "update", "delete"]),
    ];

    /// <summary>Those that the faults need; all faults of the lab when none is named.</summary>
    public static IReadOnlyList<Right> For(IReadOnlyList<string> faults) =>
    [
        .. Always,
        .. faults.Contains("pod-network-partition") || faults.Count == 0 ? [new("networking.k8s.io", "networkpolicies", ["create", "delete", "list", "get"])] : (Right[])[],
        .. faults.Contains("node-cpu-hog") ? [new("", "nodes", Read)] : (Right[])[],
    ];
}

/// <summary>Some verbs on one resource.</summary>
internal sealed record Right(string Group, string Resource, IReadOnlyList<string> Verbs);
