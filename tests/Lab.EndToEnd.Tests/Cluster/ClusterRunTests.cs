using Lab.Chaos.Break.Cluster;
using Lab.Chaos.Checks;

namespace Lab.EndToEnd.Tests.Cluster;

/// <summary>What a run on a cluster concludes from what an operator does, and what it leaves behind: nothing.</summary>
public sealed class ClusterRunTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_experiment_that_passes_holds_and_nothing_is_left()
    {
        ClusterTrial.SkipWithoutKubectl();
        await using var cluster = (await ScriptedCluster.StartAsync()).WithLitmus().WithSystem().WithExperiments("pod-delete");
        await using var operating = new ScriptedOperator(cluster, PassAsync).Start();

        var (outcome, run) = await ClusterTrial.RunAsync(cluster, Cancelled);

        var only = Assert.Single(outcome.Experiments);
        Assert.Equal((Verdict.Holds, "Pass", "100", null), (only.Verdict, only.Litmus, only.ProbeSuccess, only.Reason));
        Assert.Equal(["deployment inventory targeted"], only.Targets);
        Assert.Equal("replica-kills-3fa1-pod-delete-3fa1.json", only.Result);
        Assert.True(File.Exists(Path.Combine(run.Path, only.Result!)));
        Assert.Empty(outcome.Leftovers);
        AssertNothingLeft(cluster);
    }

    private static async Task PassAsync(OperatorHands hands, CancellationToken cancellationToken)
    {
        hands.Initialize();
        await OperatorHands.PauseAsync(cancellationToken);
        hands.Experiment("Running");
        hands.Result("Awaited");
        await OperatorHands.PauseAsync(cancellationToken);
        hands.Result("Pass", status => status["history"] = System.Text.Json.Nodes.JsonNode.Parse("""{ "targets": [{ "name": "inventory", "kind": "deployment", "chaosStatus": "targeted" }] }"""));
        hands.Experiment("Completed", "Pass");
        hands.Complete();
    }

    private static void AssertNothingLeft(ScriptedCluster cluster)
    {
        Assert.Empty(cluster.Store.List(ResourceKind.Engines.Plural, ""));
        Assert.Empty(cluster.Store.List(ResourceKind.Results.Plural, ""));
        Assert.Equal(["inventory-7d9f-a", "inventory-7d9f-b"], cluster.Store.List("pods", "").Select(pod => pod.Name));
    }
}
