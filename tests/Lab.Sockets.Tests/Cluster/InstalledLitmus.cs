using System.Text.Json.Nodes;
using Lab.Chaos.Break.Cluster;

namespace Lab.Sockets.Tests.Cluster;

/// <summary>What is on a cluster after the two commands that install Litmus, and a system to break.</summary>
internal static class InstalledLitmus
{
    public static ScriptedCluster WithLitmus(this ScriptedCluster cluster, string operatorImage = "litmuschaos.docker.scarf.sh/litmuschaos/chaos-operator:3.31.0")
    {
        foreach (var kind in (ResourceKind[])[ResourceKind.Engines, ResourceKind.Experiments, ResourceKind.Results])
        {
            Add(cluster, ResourceKind.Definitions, kind.Name, "", []);
        }

        Add(cluster, ResourceKind.Deployments, "chaos-operator-ce", "litmus", new JsonObject
        {
            ["spec"] = JsonNode.Parse($$"""{ "template": { "spec": { "containers": [{ "name": "operator", "image": "{{operatorImage}}", "env": [{ "name": "WATCH_NAMESPACE", "value": "" }, { "name": "ANALYTICS", "value": "FALSE" }] }] } } }"""),
            ["status"] = new JsonObject { ["readyReplicas"] = 1 },
        });
        return cluster;
    }

    public static ScriptedCluster WithExperiments(this ScriptedCluster cluster, params string[] faults)
    {
        foreach (var fault in faults)
        {
            Add(cluster, ResourceKind.Experiments, fault, ScriptedCluster.Namespace, new JsonObject
            {
                ["spec"] = JsonNode.Parse("""{ "definition": { "env": [{ "name": "TOTAL_CHAOS_DURATION", "value": "15" }, { "name": "SOCKET_PATH", "value": "/run/k3s/containerd/containerd.sock" }] } }"""),
            });
        }

        Add(cluster, ResourceKind.ServiceAccounts, "chaos-lab", ScriptedCluster.Namespace, []);
        return cluster;
    }

    public static ScriptedCluster WithSystem(this ScriptedCluster cluster)
    {
        Add(cluster, ResourceKind.Namespaces, ScriptedCluster.Namespace, "", []);
        Add(cluster, ResourceKind.Nodes, "node-1", "", new JsonObject
        {
            ["status"] = JsonNode.Parse("""{ "nodeInfo": { "containerRuntimeVersion": "containerd://1.7.23-k3s2", "kubeletVersion": "v1.31.4+k3s1" } }"""),
        });
        foreach (var pod in (string[])["inventory-7d9f-a", "inventory-7d9f-b"])
        {
            Add(cluster, ResourceKind.Pods, pod, ScriptedCluster.Namespace, [], ("app.kubernetes.io/component", "inventory"));
        }

        return cluster;
    }

    private static void Add(ScriptedCluster cluster, ResourceKind kind, string name, string space, JsonObject more, params (string Key, string Value)[] labels)
    {
        var document = new JsonObject
        {
            ["apiVersion"] = kind.ApiVersion,
            ["kind"] = kind.Kind,
            ["metadata"] = new JsonObject
            {
                ["name"] = name,
                ["labels"] = new JsonObject(labels.Select(label => KeyValuePair.Create(label.Key, (JsonNode?)label.Value))),
            },
        };
        if (space.Length > 0)
        {
            document["metadata"]!["namespace"] = space;
        }

        foreach (var (key, value) in more)
        {
            document[key] = value?.DeepClone();
        }

        cluster.Store.Create(kind.Plural, document);
    }
}
