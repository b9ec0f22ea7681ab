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
        await using var cluster = await ReadyAsync();
        await using var operating = new ScriptedOperator(cluster, OperatorScripts.PassAsync).Start();

        var (outcome, run) = await ClusterTrial.RunAsync(cluster, Cancelled);

        var only = Assert.Single(outcome.Experiments);
        Assert.Equal((Verdict.Holds, "Pass", "100", null), (only.Verdict, only.Litmus, only.ProbeSuccess, only.Reason));
        Assert.Equal(["deployment inventory targeted"], only.Targets);
        Assert.Equal("replica-kills-3fa1-pod-delete-3fa1.json", only.Result);
        Assert.True(File.Exists(Path.Combine(run.Path, only.Result!)));
        AssertNothingLeft(cluster, outcome);
    }

    [Fact]
    public async Task An_experiment_that_fails_is_violated_by_its_probe_and_the_logs_of_its_pods_are_kept()
    {
        ClusterTrial.SkipWithoutKubectl();
        await using var cluster = await ReadyAsync();
        await using var operating = new ScriptedOperator(cluster, OperatorScripts.FailAsync).Start();

        var (outcome, run) = await ClusterTrial.RunAsync(cluster, Cancelled);

        var only = Assert.Single(outcome.Experiments);
        Assert.Equal((Verdict.Violated, "probe 'checkout-answers' failed: Actual code: 500, expected: 200"), (only.Verdict, only.Reason));
        Assert.Equal(
            ["pod-delete-x7k2p.log", "replica-kills-3fa1-runner.log", "replica-kills-3fa1.events.txt", "replica-kills-3fa1.pods.json"],
            Directory.EnumerateFiles(run.Logs).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        AssertNothingLeft(cluster, outcome);
    }

    [Fact]
    public async Task A_broken_experiment_is_unknown_with_the_words_of_its_helper()
    {
        ClusterTrial.SkipWithoutKubectl();
        await using var cluster = await ReadyAsync();
        await using var operating = new ScriptedOperator(cluster, OperatorScripts.ErrorAsync).Start();

        var (outcome, run) = await ClusterTrial.RunAsync(cluster, Cancelled);

        var only = Assert.Single(outcome.Experiments);
        Assert.Equal(
            (Verdict.Unknown, "CONTAINER_RUNTIME_ERROR in ChaosInject: no such file: /run/containerd/containerd.sock {podName: inventory-7d9f-a}"),
            (only.Verdict, only.Reason));
        Assert.Equal("log of pod-network-latency-helper-q2w3e, main\n", await File.ReadAllTextAsync(Path.Combine(run.Logs, "pod-network-latency-helper-q2w3e.log"), Cancelled));
        AssertNothingLeft(cluster, outcome);
    }

    [Fact]
    public async Task An_experiment_awaited_for_ever_is_given_up_stopped_and_removed()
    {
        ClusterTrial.SkipWithoutKubectl();
        await using var cluster = await ReadyAsync();
        await using var operating = new ScriptedOperator(cluster, OperatorScripts.StuckAsync).Start();

        var (outcome, _) = await ClusterTrial.RunAsync(cluster, [ClusterTrial.Engine], ClusterTrial.Limits with { Overhead = TimeSpan.FromSeconds(4) }, Cancelled);

        AssertUnknown(outcome, "no end within 5 s: the engine is ");
        AssertNothingLeft(cluster, outcome);
    }

    [Fact]
    public async Task An_engine_that_completes_without_a_result_is_unknown()
    {
        ClusterTrial.SkipWithoutKubectl();
        await using var cluster = await ReadyAsync();
        await using var operating = new ScriptedOperator(cluster, OperatorScripts.CompletedWithoutResultAsync).Start();

        var (outcome, _) = await ClusterTrial.RunAsync(cluster, [ClusterTrial.Engine], ClusterTrial.Limits with { Settle = TimeSpan.FromSeconds(1) }, Cancelled);

        AssertUnknown(outcome, "the engine is completed, but pod-delete has no result");
        AssertNothingLeft(cluster, outcome);
    }

    [Fact]
    public async Task A_result_that_passes_counts_though_its_engine_stays_awaited()
    {
        ClusterTrial.SkipWithoutKubectl();
        await using var cluster = await ReadyAsync();
        await using var operating = new ScriptedOperator(cluster, OperatorScripts.PassWithAwaitedEngineAsync).Start();

        var (outcome, _) = await ClusterTrial.RunAsync(cluster, [ClusterTrial.Engine], ClusterTrial.Limits with { Settle = TimeSpan.FromSeconds(1) }, Cancelled);

        Assert.Equal(Verdict.Holds, outcome.Verdict);
        Assert.Contains("The engine of replica-kills still says initialized although its results are final; the results count.", outcome.Notes);
        Assert.Contains("replica-kills has no probe: Pass says that the fault was injected and healed, and nothing about the system meanwhile.", outcome.Notes);
        AssertNothingLeft(cluster, outcome);
    }

    [Fact]
    public async Task An_experiment_that_the_operator_does_not_find_is_unknown_at_once()
    {
        ClusterTrial.SkipWithoutKubectl();
        await using var cluster = await ReadyAsync();
        await using var operating = new ScriptedOperator(cluster, OperatorScripts.NotFoundAsync).Start();

        var (outcome, _) = await ClusterTrial.RunAsync(cluster, Cancelled);

        AssertUnknown(outcome, "the operator found no ChaosExperiment 'pod-delete' in the engine's namespace");
        AssertNothingLeft(cluster, outcome);
    }

    [Fact]
    public async Task An_engine_that_no_operator_takes_notice_of_is_given_up()
    {
        ClusterTrial.SkipWithoutKubectl();
        await using var cluster = await ReadyAsync();
        await using var operating = new ScriptedOperator(cluster, OperatorScripts.AsleepAsync).Start();

        var (outcome, _) = await ClusterTrial.RunAsync(cluster, [ClusterTrial.Engine], ClusterTrial.Limits with { PickUp = TimeSpan.FromSeconds(1) }, Cancelled);

        AssertUnknown(outcome, "the operator has not taken notice of the engine within");
        AssertNothingLeft(cluster, outcome);
    }

    [Fact]
    public async Task An_engine_that_somebody_deletes_is_unknown()
    {
        ClusterTrial.SkipWithoutKubectl();
        await using var cluster = await ReadyAsync();
        await using var operating = new ScriptedOperator(cluster, OperatorScripts.DeletedAsync).Start();

        var (outcome, _) = await ClusterTrial.RunAsync(cluster, Cancelled);

        AssertUnknown(outcome, "the engine was deleted by somebody else while it ran");
        AssertNothingLeft(cluster, outcome);
    }

    [Fact]
    public async Task A_finalizer_that_stays_is_told_with_its_commands_and_stops_the_run()
    {
        ClusterTrial.SkipWithoutKubectl();
        await using var cluster = await ReadyAsync();
        await using var operating = new ScriptedOperator(cluster, OperatorScripts.PassAsync, takesFinalizerOff: false).Start();
        var second = ClusterTrial.Engine.Replace("replica-kills", "more-kills", StringComparison.Ordinal);

        var (outcome, _) = await ClusterTrial.RunAsync(cluster, [ClusterTrial.Engine, second], ClusterTrial.Limits with { CleanUp = TimeSpan.FromSeconds(3) }, Cancelled);

        var left = Assert.Single(outcome.Leftovers);
        Assert.Equal("ChaosEngine replica-kills-3fa1 in ticketing", left.What);
        Assert.EndsWith("its finalizer is still there; the operator takes it off, and may be down", left.Why, StringComparison.Ordinal);
        Assert.Equal($"kubectl --kubeconfig {cluster.Kubeconfig} --context k3d-lab -n ticketing delete chaosengine replica-kills-3fa1", left.Command);
        Assert.EndsWith("patch chaosengine replica-kills-3fa1 --type=merge -p '{\"metadata\":{\"finalizers\":null}}'", left.Force, StringComparison.Ordinal);
        Assert.Equal([Verdict.Holds, Verdict.Unknown], outcome.Experiments.Select(one => one.Verdict));
        Assert.StartsWith("not run: ChaosEngine replica-kills-3fa1 in ticketing could not be removed", outcome.Experiments[1].Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(cluster.Store.List(ResourceKind.Engines.Plural, ""), engine => engine.Name.StartsWith("more-kills", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_API_server_that_hangs_or_dies_ends_the_run_with_what_is_left_on_it(bool hangs)
    {
        ClusterTrial.SkipWithoutKubectl();
        await using var cluster = await ReadyAsync();
        await using var operating = new ScriptedOperator(cluster, hangs ? OperatorScripts.HangAsync : OperatorScripts.DieAsync).Start();
        var limits = ClusterTrial.Limits with { Call = TimeSpan.FromSeconds(5), Silence = TimeSpan.FromSeconds(3), CleanUp = TimeSpan.FromSeconds(3) };

        var (outcome, _) = await ClusterTrial.RunAsync(cluster, [ClusterTrial.Engine], limits, Cancelled);

        AssertUnknown(outcome, "the API server has not been heard for");
        var left = Assert.Single(outcome.Leftovers);
        Assert.Equal("ChaosEngine replica-kills-3fa1 in ticketing", left.What);
    }

    [Fact]
    public async Task An_interrupt_stops_and_removes_the_engine()
    {
        ClusterTrial.SkipWithoutKubectl();
        await using var cluster = await ReadyAsync();
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
        await using var cluster = await ReadyAsync();
        cluster.Refuse("POST", "/chaosengines");

        var (outcome, _) = await ClusterTrial.RunAsync(cluster, Cancelled);

        AssertUnknown(outcome, "(Forbidden)");
        AssertNothingLeft(cluster, outcome);
    }

    [Fact]
    public async Task An_engine_of_the_same_name_that_is_not_the_runs_own_is_left_alone()
    {
        ClusterTrial.SkipWithoutKubectl();
        await using var cluster = await ReadyAsync();
        cluster.Store.Create(ResourceKind.Engines.Plural, System.Text.Json.Nodes.JsonNode.Parse("""
            { "apiVersion": "litmuschaos.io/v1alpha1", "kind": "ChaosEngine", "metadata": { "name": "replica-kills-3fa1", "namespace": "ticketing" } }
            """)!.AsObject());

        var (outcome, _) = await ClusterTrial.RunAsync(cluster, Cancelled);

        AssertUnknown(outcome, "(AlreadyExists)");
        Assert.Single(cluster.Store.List(ResourceKind.Engines.Plural, ""));
    }

    [Fact]
    public async Task Rights_to_look_may_lack_where_rights_to_run_do_not()
    {
        ClusterTrial.SkipWithoutKubectl();
        await using var cluster = await ReadyAsync();
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
        await using var cluster = await ReadyAsync();

        var targets = await (await ClusterTrial.PrepareAsync(cluster, [ClusterTrial.Engine], ClusterTrial.Limits, Cancelled)).DryRunAsync(Cancelled);

        var (engine, pods) = Assert.Single(targets);
        Assert.Equal("replica-kills", engine);
        Assert.Equal(["inventory-7d9f-a", "inventory-7d9f-b"], pods);
        Assert.DoesNotContain(cluster.Requests, request => request.StartsWith("POST", StringComparison.Ordinal) && request.Contains("chaosengines", StringComparison.Ordinal));
    }

    private static async Task<ScriptedCluster> ReadyAsync() =>
        (await ScriptedCluster.StartAsync()).WithLitmus().WithSystem().WithExperiments("pod-delete");

    private static void AssertUnknown(ClusterOutcome outcome, string reason)
    {
        var only = Assert.Single(outcome.Experiments);
        Assert.Equal(Verdict.Unknown, only.Verdict);
        Assert.Contains(reason, only.Reason, StringComparison.Ordinal);
    }

    private static void AssertNothingLeft(ScriptedCluster cluster, ClusterOutcome outcome)
    {
        Assert.Empty(outcome.Leftovers);
        Assert.Empty(cluster.Store.List(ResourceKind.Engines.Plural, ""));
        Assert.Empty(cluster.Store.List(ResourceKind.Results.Plural, ""));
        Assert.Equal(["inventory-7d9f-a", "inventory-7d9f-b"], cluster.Store.List("pods", "").Select(pod => pod.Name));
    }
}
