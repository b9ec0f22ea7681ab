using Lab.Contracts;
using Lab.Control.Publishing;
using Lab.Control.Publishing.Litmus;

namespace Lab.Hosting.Tests.Publishing;

/// <summary>Faults of a scenario as a cluster gets them.</summary>
public sealed class ExperimentsTests
{
    [Fact]
    public void An_engine_gets_the_namespace_and_the_account_of_what_was_published()
    {
        var shop = Shop(("kill.yaml", Engine("kill", "pod-delete")));

        Assert.Equal(
            """
            # Written by `lab publish` from src/AppHost/AppHost.cs; a change made here is lost with the next one.
            # From kill.yaml among the scenario's faults.
            apiVersion: litmuschaos.io/v1alpha1
            kind: ChaosEngine
            metadata:
              name: kill
              namespace: lab
            spec:
              engineState: active
              appinfo:
                appns: lab
                applabel: app.kubernetes.io/component=stock
                appkind: deployment
              chaosServiceAccount: chaos-lab
              experiments:
                - name: pod-delete
                  spec:
                    components:
                      env:
                        - name: TOTAL_CHAOS_DURATION
                          value: "15"

            """,
            shop.Files["litmus/engines/kill.yaml"]);
    }

    [Fact]
    public void Only_the_experiments_that_engines_use_are_published()
    {
        var shop = Shop(("kill.yaml", Engine("kill", "pod-delete")));

        Assert.Equal(["litmus/experiments/pod-delete.yaml"], shop.Files.Keys.Where(file => file.StartsWith("litmus/experiments/", StringComparison.Ordinal)));
        Assert.False(shop.Files.ContainsKey("litmus/node-role.yaml"));
    }

    [Fact]
    public void A_fault_inside_of_containers_knows_where_that_of_k3s_listens()
    {
        var shop = Shop(("slow.yaml", Engine("slow", "pod-network-latency")));

        var text = shop.Files["litmus/experiments/pod-network-latency.yaml"];
        Assert.Contains("- name: SOCKET_PATH\n        value: /run/k3s/containerd/containerd.sock\n", text, StringComparison.Ordinal);
        Assert.Contains("imagePullPolicy: IfNotPresent\n", text, StringComparison.Ordinal);
        Assert.Contains($"- name: LIB_IMAGE\n        value: {ExperimentFile.Image}\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Rights_on_nodes_and_policies_are_granted_only_where_a_fault_needs_them()
    {
        var node = Shop(("hog.yaml", Engine("hog", "node-cpu-hog")));
        var partition = Shop(("cut.yaml", Engine("cut", "pod-network-partition")));

        Assert.Equal("lab-chaos-nodes", node.Text("litmus/node-role.yaml", "metadata/name"));
        Assert.Equal("list", node.Text("litmus/node-role.yaml", "rules/0/verbs/1"));
        Assert.DoesNotContain("networkpolicies", node.Files["litmus/role.yaml"], StringComparison.Ordinal);
        Assert.Contains("networkpolicies", partition.Files["litmus/role.yaml"], StringComparison.Ordinal);
        Assert.False(partition.Files.ContainsKey("litmus/node-role.yaml"));
    }

    [Fact]
    public void What_no_cluster_can_do_is_left_out_and_said_so()
    {
        var shop = Shop(
            ("kill.yaml", Engine("kill", "pod-delete")),
            ("pause.yaml", Engine("pause", "pod-pause")),
            ("point.yaml", Engine("point", "pod-delete", "annotations: { chaoslab.dev/trace-point: after-commit }")));

        Assert.Equal(["litmus/engines/kill.yaml"], shop.Files.Keys.Where(file => file.StartsWith("litmus/engines/", StringComparison.Ordinal)));
        string[] lines =
        [
            "pause.yaml (it uses pod-pause, which stops processes without ending them and which Litmus has no fault for).",
            "point.yaml (it waits for the trace point after-commit, which only the lab sees).",
        ];
        Assert.All(lines, line => Assert.Contains($"# Not published, since a cluster cannot do it: {line}\n", shop.Files["litmus/kustomization.yaml"], StringComparison.Ordinal));
        Assert.Contains("- pause.yaml: it uses pod-pause, which stops", shop.Files["README.md"], StringComparison.Ordinal);
    }

    [Fact]
    public void Beside_a_chart_engines_aim_at_its_names_and_no_network_is_touched()
    {
        var system = new PublishedSystem { Name = "shop", Workloads = [], Drivers = [] };
        var engine = Engine("slow", "pod-network-latency")
            .Replace("component=stock", "component=orders", StringComparison.Ordinal)
            .Replace("{ name: TOTAL_CHAOS_DURATION, value: \"15\" }", "{ name: DESTINATION_HOSTS, value: \"cache-service,orders-service,10.0.0.1\" }", StringComparison.Ordinal);

        var files = Publisher.Litmus(
            system, new PublishOptions { OutputPath = "unused" }, new Dictionary<string, string> { ["slow.yaml"] = engine }, new Dictionary<string, string> { ["orders"] = "orders-server" });

        Assert.Contains("applabel: app.kubernetes.io/component=orders-server\n", files["litmus/engines/slow.yaml"], StringComparison.Ordinal);
        Assert.Contains("value: cache-service,orders-server-service,10.0.0.1\n", files["litmus/engines/slow.yaml"], StringComparison.Ordinal);
        Assert.Equal(
            [
                "litmus/account.yaml", "litmus/engines/slow.yaml", "litmus/experiments/pod-network-latency.yaml", "litmus/kustomization.yaml", "litmus/role-binding.yaml", "litmus/role.yaml",
            ],
            files.Keys);
    }

    [Fact]
    public void Every_mistake_in_the_files_is_named_at_once() =>
        Assert.Equal(
            [
                "bad.yaml: fault 'pod-explode' cannot be published. Known: pod-delete, container-kill, pod-network-latency, pod-network-loss, pod-network-corruption, "
                + "pod-network-partition, pod-cpu-hog, pod-memory-hog, pod-io-stress, pod-http-latency, pod-http-status-code, pod-dns-error, node-cpu-hog, node-drain.",
                "other.yaml has a document of kind 'Pod'. Faults are ChaosEngine documents; move it out of the folder.",
                "ChaosEngine 'kill' is in one.yaml and in two.yaml. Give each its own metadata.name.",
            ],
            Assert.Throws<LabException>(() => Shop(
                ("one.yaml", Engine("kill", "pod-delete")),
                ("two.yaml", Engine("kill", "pod-delete")),
                ("bad.yaml", Engine("bad", "pod-explode")),
                ("other.yaml", "kind: Pod"))).Problems);

    private static Published Shop(params (string File, string Text)[] faults) => Published.Of(Published.Shop, faults.ToDictionary(fault => fault.File, fault => fault.Text));

    private static string Engine(string name, string fault, string metadata = "") => $$"""
        # People write comments.
        apiVersion: litmuschaos.io/v1alpha1
        kind: ChaosEngine
        metadata:
          name: {{name}}
          {{metadata}}
        spec:
          engineState: active
          appinfo: { appns: elsewhere, applabel: app.kubernetes.io/component=stock, appkind: deployment }
          chaosServiceAccount: somebody
          experiments:
            - name: {{fault}}
              spec: { components: { env: [{ name: TOTAL_CHAOS_DURATION, value: "15" }] } }
        """;
}
