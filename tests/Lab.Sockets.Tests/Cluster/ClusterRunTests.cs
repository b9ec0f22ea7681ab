using Lab.Chaos.Break.Cluster;
using Lab.Chaos.Checks;

namespace Lab.Sockets.Tests.Cluster;

/// <summary>What a run on a cluster concludes from what an operator does, and what it leaves behind: nothing.</summary>
public sealed class ClusterRunTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_experiment_that_passes_holds_and_its_result_is_kept()
    {
        ClusterTrial.SkipWithoutKubectl();
        await using var cluster = await ClusterTrial.ReadyAsync();
        await using var operating = new ScriptedOperator(cluster, OperatorScripts.PassAsync).Start();

        var (outcome, run) = await ClusterTrial.RunAsync(cluster, Cancelled);

        var only = Assert.Single(outcome.Experiments);
        Assert.Equal((Verdict.Holds, "Pass", "100", null), (only.Verdict, only.Litmus, only.ProbeSuccess, only.Reason));
        Assert.Equal(["deployment inventory targeted"], only.Targets);
        Assert.Equal("replica-kills-3fa1-pod-delete-3fa1.json", only.Result);
        Assert.True(File.Exists(Path.Combine(run.Path, only.Result!)));
        ClusterTrial.AssertNothingLeft(cluster, outcome);
    }

    [Fact]
    public async Task An_experiment_that_fails_is_violated_by_its_probe_and_the_logs_of_its_pods_are_kept()
    {
        ClusterTrial.SkipWithoutKubectl();
        await using var cluster = await ClusterTrial.ReadyAsync();
        await using var operating = new ScriptedOperator(cluster, OperatorScripts.FailAsync).Start();

        var (outcome, run) = await ClusterTrial.RunAsync(cluster, Cancelled);

        var only = Assert.Single(outcome.Experiments);
        Assert.Equal((Verdict.Violated, "probe 'checkout-answers' failed: Actual code: 500, expected: 200"), (only.Verdict, only.Reason));
        Assert.Equal(
            ["pod-delete-x7k2p.log", "replica-kills-3fa1-runner.log", "replica-kills-3fa1.events.txt", "replica-kills-3fa1.pods.json"],
            Directory.EnumerateFiles(run.Logs).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        ClusterTrial.AssertNothingLeft(cluster, outcome);
    }

    [Fact]
    public async Task A_broken_experiment_is_unknown_with_the_words_of_its_helper()
    {
        ClusterTrial.SkipWithoutKubectl();
        await using var cluster = await ClusterTrial.ReadyAsync();
        await using var operating = new ScriptedOperator(cluster, OperatorScripts.ErrorAsync).Start();

        var (outcome, run) = await ClusterTrial.RunAsync(cluster, Cancelled);

        var only = Assert.Single(outcome.Experiments);
        Assert.Equal(
            (Verdict.Unknown, "CONTAINER_RUNTIME_ERROR in ChaosInject: no such file: /run/containerd/containerd.sock {podName: inventory-7d9f-a}"),
            (only.Verdict, only.Reason));
        Assert.Equal("log of pod-network-latency-helper-q2w3e, main\n", await File.ReadAllTextAsync(Path.Combine(run.Logs, "pod-network-latency-helper-q2w3e.log"), Cancelled));
        ClusterTrial.AssertNothingLeft(cluster, outcome);
    }

    [Fact]
    public async Task An_interrupt_stops_and_removes_the_engine()
    {
        ClusterTrial.SkipWithoutKubectl();
        await using var cluster = await ClusterTrial.ReadyAsync();
        using var interrupt = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        await using var operating = new ScriptedOperator(cluster, async (hands, cancellationToken) =>
        {
            await OperatorScripts.StuckAsync(hands, cancellationToken);
            await interrupt.CancelAsync();
        }).Start();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ClusterTrial.RunAsync(cluster, interrupt.Token));

        Assert.Contains(cluster.Requests, request => request.StartsWith("PATCH /apis/litmuschaos.io/v1alpha1/namespaces/ticketing/chaosengines/replica-kills-3fa1", StringComparison.Ordinal));
        Assert.Empty(cluster.Store.List(ResourceKind.Engines.Plural, ""));
    }

    [Fact]
    public async Task A_cluster_that_refuses_the_engine_is_unknown_with_its_words()
    {
        ClusterTrial.SkipWithoutKubectl();
        await using var cluster = await ClusterTrial.ReadyAsync();
        cluster.Refuse("POST", "/chaosengines");

        var (outcome, _) = await ClusterTrial.RunAsync(cluster, Cancelled);

        ClusterTrial.AssertUnknown(outcome, "(Forbidden)");
        ClusterTrial.AssertNothingLeft(cluster, outcome);
    }

    [Fact]
    public async Task An_engine_of_the_same_name_that_is_not_the_runs_own_is_left_alone()
    {
        ClusterTrial.SkipWithoutKubectl();
        await using var cluster = await ClusterTrial.ReadyAsync();
        cluster.Store.Create(ResourceKind.Engines.Plural, System.Text.Json.Nodes.JsonNode.Parse("""
            { "apiVersion": "litmuschaos.io/v1alpha1", "kind": "ChaosEngine", "metadata": { "name": "replica-kills-3fa1", "namespace": "ticketing" } }
            """)!.AsObject());

        var (outcome, _) = await ClusterTrial.RunAsync(cluster, Cancelled);

        ClusterTrial.AssertUnknown(outcome, "(AlreadyExists)");
        Assert.Single(cluster.Store.List(ResourceKind.Engines.Plural, ""));
    }

    [Fact]
    public async Task Rights_to_look_may_lack_where_rights_to_run_do_not()
    {
        ClusterTrial.SkipWithoutKubectl();
        await using var cluster = await ClusterTrial.ReadyAsync();
        cluster.Refuse("GET", "/deployments");
        cluster.Refuse("POST", "/subjectaccessreviews");
        await using var operating = new ScriptedOperator(cluster, OperatorScripts.PassAsync).Start();

        var (outcome, _) = await ClusterTrial.RunAsync(cluster, Cancelled);

        Assert.Equal(Verdict.Holds, outcome.Verdict);
    }

    [Fact]
    public async Task A_dry_run_names_the_pods_and_creates_nothing()
    {
        ClusterTrial.SkipWithoutKubectl();
        await using var cluster = await ClusterTrial.ReadyAsync();

        var targets = await (await ClusterTrial.PrepareAsync(cluster, [ClusterTrial.Engine], ClusterTrial.Limits, Cancelled)).DryRunAsync(Cancelled);

        var (engine, pods) = Assert.Single(targets);
        Assert.Equal("replica-kills", engine);
        Assert.Equal(["inventory-7d9f-a", "inventory-7d9f-b"], pods);
        Assert.DoesNotContain(cluster.Requests, request => request.StartsWith("POST", StringComparison.Ordinal) && request.Contains("chaosengines", StringComparison.Ordinal));
    }
}
