using Lab.Chaos.Break.Cluster;
using Lab.Contracts;

namespace Lab.Sockets.Tests.Cluster;

/// <summary>What is refused before anything is created, and what before anything is sent at all.</summary>
public sealed class ClusterGuardTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_context_that_is_not_of_this_machine_must_be_spelled_out_before_anything_is_sent()
    {
        ClusterTrial.SkipWithoutKubectl();
        await using var cluster = await ScriptedCluster.StartAsync("prod-eu");

        var refused = await Assert.ThrowsAsync<LabException>(() => ClusterTrial.PrepareAsync(cluster, [ClusterTrial.Engine], ClusterTrial.Limits, Cancelled));

        Assert.Equal(
            "The current context of kubectl is 'prod-eu', which is not rancher-desktop, k3d-*, kind-* or minikube: it may be somebody's production. Nothing was sent to it. "
            + "If faults are to strike there, spell it out: --context prod-eu. Else: kubectl config use-context rancher-desktop",
            refused.Message);
        Assert.Empty(cluster.Requests);
    }

    [Fact]
    public async Task A_context_that_is_spelled_out_is_used_whatever_its_name()
    {
        ClusterTrial.SkipWithoutKubectl();
        await using var cluster = (await ScriptedCluster.StartAsync("prod-eu")).WithLitmus().WithSystem().WithExperiments("pod-delete");

        var experiments = await ClusterTrial.PrepareAsync(cluster, [ClusterTrial.Engine], ClusterTrial.Limits, Cancelled, context: "prod-eu");

        Assert.Single(await experiments.DryRunAsync(Cancelled));
    }

    [Fact]
    public async Task Everything_that_is_missing_is_listed_at_once_and_nothing_is_created()
    {
        ClusterTrial.SkipWithoutKubectl();
        await using var cluster = (await ScriptedCluster.StartAsync()).WithLitmus().WithSystem().WithExperiments("pod-cpu-hog");
        cluster.Denied.UnionWith(["create jobs", "get pods"]);
        var asked = ClusterTrial.Engine.Replace("component=inventory", "component=nobody", StringComparison.Ordinal);

        var refused = await RefusedAsync(cluster, asked);

        var kubectl = $"kubectl --kubeconfig {cluster.Kubeconfig} --context k3d-lab";
        Assert.Equal(
            [
                $"Experiments: missing. pod-delete in namespace 'ticketing'. Run: {kubectl} apply -k k3s/litmus",
                $"Rights: missing. chaos-lab may not: pods (get), jobs (create). Run: {kubectl} apply -k k3s/litmus and check with: {kubectl} -n ticketing auth can-i --list --as=system:serviceaccount:ticketing:chaos-lab",
                $"faults/engine-0.yaml: no pod of 'k3d-lab' matches what 'replica-kills' aims at (app.kubernetes.io/component=nobody). Apply the system: {kubectl} apply -k k3s",
            ],
            refused.Problems);
    }

    [Fact]
    public async Task Without_Litmus_the_commands_that_install_it_are_told()
    {
        ClusterTrial.SkipWithoutKubectl();
        await using var cluster = (await ScriptedCluster.StartAsync()).WithSystem();
        cluster.HasLitmus = false;

        var refused = await RefusedAsync(cluster, ClusterTrial.Engine);

        var kubectl = $"kubectl --kubeconfig {cluster.Kubeconfig} --context k3d-lab";
        Assert.Equal(
            [
                $"Litmus CRDs: missing. Not installed: chaosengines.litmuschaos.io, chaosexperiments.litmuschaos.io, chaosresults.litmuschaos.io. Run: {kubectl} apply -f https://litmuschaos.github.io/litmus/litmus-operator-v3.31.0.yaml",
                $"Operator: missing. Not installed. Run: {kubectl} apply -f https://litmuschaos.github.io/litmus/litmus-operator-v3.31.0.yaml",
                $"Experiments: missing. They come after the CRDs. Run: {kubectl} apply -k k3s/litmus",
            ],
            refused.Problems);
    }

    [Fact]
    public async Task A_cluster_that_does_not_answer_is_told_within_the_limit_of_a_call()
    {
        ClusterTrial.SkipWithoutKubectl();
        await using var cluster = await ScriptedCluster.StartAsync();
        cluster.Hang();
        var experiments = await ClusterTrial.PrepareAsync(cluster, [ClusterTrial.Engine], ClusterTrial.Limits with { Call = TimeSpan.FromSeconds(2) }, Cancelled);

        var refused = await Assert.ThrowsAsync<LabException>(() => experiments.DryRunAsync(Cancelled));

        Assert.StartsWith("Cluster 'k3d-lab' cannot be used: 'kubectl version -o json' at k3d-lab: ", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Engines_that_only_a_local_lab_can_run_are_refused_by_name_before_kubectl_is_asked()
    {
        ClusterTrial.SkipWithoutKubectl();
        await using var cluster = await ScriptedCluster.StartAsync("prod-eu");
        var traced = ClusterTrial.Engine.Replace("namespace: ticketing", "namespace: ticketing, annotations: { chaoslab.dev/trace-point: after-commit }", StringComparison.Ordinal);
        var pausing = ClusterTrial.Engine.Replace("name: pod-delete", "name: pod-pause", StringComparison.Ordinal);

        var refused = await Assert.ThrowsAsync<LabException>(() => ClusterTrial.PrepareAsync(cluster, [traced, pausing], ClusterTrial.Limits, Cancelled));

        Assert.Equal(
            [
                "faults/engine-0.yaml:1:1: 'replica-kills' waits for the trace point after-commit, which only the lab sees. Leave it out, or run it without --cluster.",
                "faults/engine-1.yaml:1:1: 'replica-kills' uses pod-pause, which stops processes without ending them and which Litmus has no fault for. Leave it out, or run it without --cluster.",
            ],
            refused.Problems);
    }

    private static async Task<LabException> RefusedAsync(ScriptedCluster cluster, string engine)
    {
        var experiments = await ClusterTrial.PrepareAsync(cluster, [engine], ClusterTrial.Limits, Cancelled);
        var refused = await Assert.ThrowsAsync<LabException>(() => experiments.DryRunAsync(Cancelled));
        Assert.Empty(cluster.Store.List(ResourceKind.Engines.Plural, ""));
        return refused;
    }
}
