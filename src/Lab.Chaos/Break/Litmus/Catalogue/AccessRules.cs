namespace Lab.Chaos.Break.Litmus.Catalogue;

/// <summary>What the faults need to be allowed on a cluster, as the charts list it.</summary>
internal static class AccessRules
{
    private static readonly IReadOnlyList<AccessRule> Base =
    [
        new([""], ["pods"], ["create", "delete", "get", "list", "patch", "update", "deletecollection"]),
        new([""], ["events"], ["create", "get", "list", "patch", "update"]),
        new([""], ["configmaps"], ["get", "list"]),
        new([""], ["pods/log"], ["get", "list", "watch"]),
        new([""], ["pods/exec"], ["get", "list", "create"]),
        new(["batch"], ["jobs"], ["create", "list", "get", "delete", "deletecollection"]),
        new(["litmuschaos.io"], ["chaosengines", "chaosexperiments", "chaosresults"], ["create", "list", "get", "patch", "update", "delete"]),
    ];

    /// <summary>Finds the workload to which a pod belongs.</summary>
    private static readonly IReadOnlyList<AccessRule> Owners =
    [
        new(["apps"], ["deployments", "statefulsets", "replicasets", "daemonsets"], ["list", "get"]),
        new(["apps.openshift.io"], ["deploymentconfigs"], ["list", "get"]),
        new([""], ["replicationcontrollers"], ["get", "list"]),
        new(["argoproj.io"], ["rollouts"], ["list", "get"]),
    ];

    /// <summary>Of every fault that strikes pods.</summary>
    public static IReadOnlyList<AccessRule> Pods { get; } = [.. Base, .. Owners];

    /// <summary>The chart leaves <see cref="Owners"/> out, though the program looks up the owner before it picks a pod.</summary>
    public static IReadOnlyList<AccessRule> Partition { get; } =
        [.. Pods, new(["networking.k8s.io"], ["networkpolicies"], ["create", "delete", "list", "get"])];

    /// <summary>Of faults that strike nodes; a ClusterRole.</summary>
    public static IReadOnlyList<AccessRule> Nodes { get; } = [.. Base, new([""], ["nodes"], ["get", "list"])];
}
