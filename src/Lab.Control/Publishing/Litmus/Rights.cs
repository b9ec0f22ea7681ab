using Lab.Control.Publishing.Manifests;
using Lab.Control.Publishing.Writing;

namespace Lab.Control.Publishing.Litmus;

/// <summary>What the published experiments may do, and no more: rights in the namespace, on nodes only where a fault hits nodes, and a network.</summary>
internal static class Rights
{
    private const string Rbac = "rbac.authorization.k8s.io";
    private const string Partition = "pod-network-partition";
    private const string Drain = "node-drain";

    public static IEnumerable<ManifestFile> Of(Named named, IReadOnlyList<LitmusFault> used, bool closed)
    {
        yield return File("account", named.Object("v1", "ServiceAccount", Experiments.Account));

        var role = named.Object($"{Rbac}/v1", "Role", Experiments.Account);
        role["rules"] = YamlList.Of(Rules(used));
        yield return File("role", role);
        yield return File("role-binding", Binding(named, named.Object($"{Rbac}/v1", "RoleBinding", Experiments.Account), "Role", Experiments.Account));
        if (used.Any(fault => fault.OfNodes))
        {
            // Cluster-wide names carry the namespace, so that two labs on one cluster do not take each other's.
            var name = $"{named.Namespace}-chaos-nodes";
            var nodes = WithoutNamespace(named.Object($"{Rbac}/v1", "ClusterRole", name));
            nodes["rules"] = YamlList.Of(OnNodes(used));
            yield return File("node-role", nodes);
            yield return File("node-role-binding", Binding(named, WithoutNamespace(named.Object($"{Rbac}/v1", "ClusterRoleBinding", name)), "ClusterRole", name));
        }

        foreach (var policy in closed ? Networks(named) : [])
        {
            yield return policy;
        }
    }

    /// <summary>All that one fault needs, for its own document; granted are the Role's and the ClusterRole's.</summary>
    public static YamlList Of(LitmusFault fault) => YamlList.Of([.. Rules([fault]), .. fault.OfNodes ? OnNodes([fault]) : []]);

    private static IEnumerable<YamlMap> OnNodes(IReadOnlyList<LitmusFault> used) => used.Any(fault => fault.Name == Drain)
        ? [
            Rule("", ["nodes"], ["get", "list", "patch"]),
            Rule("", ["pods"], ["get", "list", "delete"]),
            Rule("", ["pods/eviction"], ["create"]),
            Rule("apps", ["daemonsets"], ["get", "list", "delete"]),
        ]
        : [Rule("", ["nodes"], ["get", "list"])];

    // Verbs as litmus-go 3.31 calls them; without the kinds of OpenShift and Argo, whose workloads the lab does not publish.
    private static IEnumerable<YamlMap> Rules(IReadOnlyList<LitmusFault> used) =>
    [
        Rule("", ["pods"], ["create", "delete", "get", "list", "patch", "update", "deletecollection"]),
        Rule("", ["events"], ["create", "get", "list", "patch", "update"]),
        Rule("", ["pods/log"], ["get", "list", "watch"]),
        Rule("", ["pods/exec"], ["get", "list", "create"]),
        Rule("", ["configmaps", "services"], ["get", "list"]),
        Rule("apps", ["deployments", "statefulsets", "replicasets", "daemonsets"], ["get", "list"]),
        Rule("batch", ["jobs"], ["create", "list", "get", "delete", "deletecollection"]),
        .. used.Any(fault => fault.Name == Partition) ? (YamlMap[])[Rule("networking.k8s.io", ["networkpolicies"], ["create", "delete", "list", "get"])] : [],
        Rule("litmuschaos.io", ["chaosengines", "chaosexperiments", "chaosresults"], ["create", "list", "get", "patch", "update", "delete"]),
    ];

    // The namespace is closed. Litmus must reach the API server, and its http probes the services.
    private static IEnumerable<ManifestFile> Networks(Named named)
    {
        var litmus = new YamlMap { ["matchLabels"] = new YamlMap { ["app.kubernetes.io/part-of"] = "litmus" } };
        var egress = named.Object("networking.k8s.io/v1", "NetworkPolicy", "litmus-network");
        egress["spec"] = new YamlMap { ["podSelector"] = litmus, ["policyTypes"] = YamlList.Of("Egress"), ["egress"] = YamlList.Of(new YamlMap()) };
        yield return File("network", egress);

        var probes = named.Object("networking.k8s.io/v1", "NetworkPolicy", "litmus-probes");
        probes["spec"] = new YamlMap
        {
            ["podSelector"] = new YamlMap { ["matchLabels"] = named.Labels() },
            ["policyTypes"] = YamlList.Of("Ingress"),
            ["ingress"] = YamlList.Of(new YamlMap { ["from"] = YamlList.Of(new YamlMap { ["podSelector"] = litmus }) }),
        };
        yield return File("network-probes", probes);
    }

    private static YamlMap Binding(Named named, YamlMap binding, string kind, string role)
    {
        binding["roleRef"] = new YamlMap { ["apiGroup"] = Rbac, ["kind"] = kind, ["name"] = role };
        binding["subjects"] = YamlList.Of(new YamlMap { ["kind"] = "ServiceAccount", ["name"] = Experiments.Account, ["namespace"] = named.Namespace });
        return binding;
    }

    private static YamlMap WithoutNamespace(YamlMap document)
    {
        ((YamlMap)document["metadata"]!)["namespace"] = null;
        return document;
    }

    private static YamlMap Rule(string group, string[] resources, string[] verbs) => new()
    {
        ["apiGroups"] = YamlList.Of(group),
        ["resources"] = YamlList.Of(resources),
        ["verbs"] = YamlList.Of(verbs),
    };

    private static ManifestFile File(string name, YamlMap document) => new($"{Experiments.Folder}{name}.yaml", document);
}
