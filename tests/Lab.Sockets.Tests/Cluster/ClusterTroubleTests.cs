using Lab.Chaos.Break.Cluster;
using Lab.Chaos.Checks;

namespace Lab.Sockets.Tests.Cluster;

/// <summary>What a run on a cluster concludes when its operator, its API server or somebody else does not do its part. Most of it waits.</summary>
public sealed class ClusterTroubleTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_experiment_awaited_for_ever_is_given_up_stopped_and_removed()
    {
        ClusterTrial.SkipWithoutKubectl();
        await using var cluster = await ClusterTrial.ReadyAsync();
        await using var operating = new ScriptedOperator(cluster, OperatorScripts.StuckAsync).Start();

        var (outcome, _) = await ClusterTrial.RunAsync(cluster, [ClusterTrial.Engine], ClusterTrial.Limits with { Overhead = TimeSpan.FromSeconds(4) }, Cancelled);

        ClusterTrial.AssertUnknown(outcome, "no end within 5 s: the engine is ");
        ClusterTrial.AssertNothingLeft(cluster, outcome);
    }

    [Fact]
    public async Task An_engine_that_completes_without_a_result_is_unknown()
    {
        ClusterTrial.SkipWithoutKubectl();
        await using var cluster = await ClusterTrial.ReadyAsync();
        await using var operating = new ScriptedOperator(cluster, OperatorScripts.CompletedWithoutResultAsync).Start();

        var (outcome, _) = await ClusterTrial.RunAsync(cluster, [ClusterTrial.Engine], ClusterTrial.Limits with { Settle = TimeSpan.FromSeconds(1) }, Cancelled);

        ClusterTrial.AssertUnknown(outcome, "the engine is completed, but pod-delete has no result");
        ClusterTrial.AssertNothingLeft(cluster, outcome);
    }

    [Fact]
    public async Task A_result_that_passes_counts_though_its_engine_stays_awaited()
    {
        ClusterTrial.SkipWithoutKubectl();
        await using var cluster = await ClusterTrial.ReadyAsync();
        await using var operating = new ScriptedOperator(cluster, OperatorScripts.PassWithAwaitedEngineAsync).Start();

        var (outcome, _) = await ClusterTrial.RunAsync(cluster, [ClusterTrial.Engine], ClusterTrial.Limits with { Settle = TimeSpan.FromSeconds(1) }, Cancelled);

        Assert.Equal(Verdict.Holds, outcome.Verdict);
        Assert.Contains("The engine of replica-kills still says initialized although its results are final; the results count.", outcome.Notes);
        Assert.Contains("replica-kills has no probe: Pass says that the fault was injected and healed, and nothing about the system meanwhile.", outcome.Notes);
        ClusterTrial.AssertNothingLeft(cluster, outcome);
    }

    [Fact]
    public async Task An_experiment_that_the_operator_does_not_find_is_unknown_at_once()
    {
        ClusterTrial.SkipWithoutKubectl();
        await using var cluster = await ClusterTrial.ReadyAsync();
        await using var operating = new ScriptedOperator(cluster, OperatorScripts.NotFoundAsync).Start();

        var (outcome, _) = await ClusterTrial.RunAsync(cluster, Cancelled);

        ClusterTrial.AssertUnknown(outcome, "the operator found no ChaosExperiment 'pod-delete' in the engine's namespace");
        ClusterTrial.AssertNothingLeft(cluster, outcome);
    }

    [Fact]
    public async Task An_engine_that_no_operator_takes_notice_of_is_given_up()
    {
        ClusterTrial.SkipWithoutKubectl();
        await using var cluster = await ClusterTrial.ReadyAsync();
        await using var operating = new ScriptedOperator(cluster, OperatorScripts.AsleepAsync).Start();

        var (outcome, _) = await ClusterTrial.RunAsync(cluster, [ClusterTrial.Engine], ClusterTrial.Limits with { PickUp = TimeSpan.FromSeconds(1) }, Cancelled);

        ClusterTrial.AssertUnknown(outcome, "the operator has not taken notice of the engine within");
        ClusterTrial.AssertNothingLeft(cluster, outcome);
    }

    [Fact]
    public async Task An_engine_that_somebody_deletes_is_unknown()
    {
        ClusterTrial.SkipWithoutKubectl();
        await using var cluster = await ClusterTrial.ReadyAsync();
        await using var operating = new ScriptedOperator(cluster, OperatorScripts.DeletedAsync).Start();

        var (outcome, _) = await ClusterTrial.RunAsync(cluster, Cancelled);

        ClusterTrial.AssertUnknown(outcome, "the engine was deleted by somebody else while it ran");
        ClusterTrial.AssertNothingLeft(cluster, outcome);
    }

    [Fact]
    public async Task A_finalizer_that_stays_is_told_with_its_commands_and_stops_the_run()
    {
        ClusterTrial.SkipWithoutKubectl();
        await using var cluster = await ClusterTrial.ReadyAsync();
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
        await using var cluster = await ClusterTrial.ReadyAsync();
        await using var operating = new ScriptedOperator(cluster, hangs ? OperatorScripts.HangAsync : OperatorScripts.DieAsync).Start();
        var limits = ClusterTrial.Limits with { Call = TimeSpan.FromSeconds(5), Silence = TimeSpan.FromSeconds(3), CleanUp = TimeSpan.FromSeconds(3) };

        var (outcome, _) = await ClusterTrial.RunAsync(cluster, [ClusterTrial.Engine], limits, Cancelled);

        ClusterTrial.AssertUnknown(outcome, "the API server has not been heard for");
        var left = Assert.Single(outcome.Leftovers);
        Assert.Equal("ChaosEngine replica-kills-3fa1 in ticketing", left.What);
    }
}
