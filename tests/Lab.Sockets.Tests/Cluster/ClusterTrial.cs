using Lab.Chaos.Break.Cluster;
using Lab.Chaos.Checks;
using Lab.Chaos.Cli;
using Lab.Chaos.Journals;
using Lab.Chaos.Scenarios;
using Lab.Contracts.Machine;

namespace Lab.Sockets.Tests.Cluster;

/// <summary>A run against a scripted cluster through the real kubectl, started as the command would.</summary>
internal static class ClusterTrial
{
    /// <summary>Generous: a busy machine must not fail what passes. Tests of what never ends shorten the one limit they are about.</summary>
    public static readonly ClusterLimits Limits = new()
    {
        Renewal = TimeSpan.FromSeconds(2),
        Tick = TimeSpan.FromMilliseconds(100),

        // Ctrl-C leaves a command 14 s, and removing an engine takes a dozen kubectl, each of which may take seconds where others have the processors.
        Interrupted = TimeSpan.FromMinutes(2),
    };

    public const string Engine = """
        apiVersion: litmuschaos.io/v1alpha1
        kind: ChaosEngine
        metadata: { name: replica-kills, namespace: ticketing }
        spec:
          engineState: active
          appinfo: { appns: ticketing, applabel: app.kubernetes.io/component=inventory, appkind: deployment }
          chaosServiceAccount: chaos-lab
          experiments:
            - name: pod-delete
              spec: { components: { env: [{ name: TOTAL_CHAOS_DURATION, value: "1" }] } }
        """;

    public static async Task<ScriptedCluster> ReadyAsync() =>
        (await ScriptedCluster.StartAsync()).WithLitmus().WithSystem().WithExperiments("pod-delete");

    public static void AssertUnknown(ClusterOutcome outcome, string reason)
    {
        var only = Assert.Single(outcome.Experiments);
        Assert.Equal(Verdict.Unknown, only.Verdict);
        Assert.Contains(reason, only.Reason, StringComparison.Ordinal);
    }

    public static void AssertNothingLeft(ScriptedCluster cluster, ClusterOutcome outcome)
    {
        Assert.Empty(outcome.Leftovers);
        Assert.Empty(cluster.Store.List(ResourceKind.Engines.Plural, ""));
        Assert.Empty(cluster.Store.List(ResourceKind.Results.Plural, ""));
        Assert.Equal(["inventory-7d9f-a", "inventory-7d9f-b"], cluster.Store.List("pods", "").Select(pod => pod.Name));
    }

    public static void SkipWithoutKubectl() => Assert.SkipWhen(Programs.Find("kubectl") is null, "No kubectl found.");

    public static Task<(ClusterOutcome Outcome, RunFolder Run)> RunAsync(ScriptedCluster cluster, CancellationToken cancellationToken) =>
        RunAsync(cluster, [Engine], Limits, cancellationToken);

    public static async Task<(ClusterOutcome Outcome, RunFolder Run)> RunAsync(
        ScriptedCluster cluster, IReadOnlyList<string> engines, ClusterLimits limits, CancellationToken cancellationToken)
    {
        var run = RunFolder.At(Path.Combine(cluster.Home, "run-20261121-3fa1"));
        var experiments = await PrepareAsync(cluster, engines, limits, cancellationToken);
        return (await experiments.RunAsync(run, cancellationToken), run);
    }

    public static Task<ClusterExperiments> PrepareAsync(
        ScriptedCluster cluster, IReadOnlyList<string> engines, ClusterLimits limits, CancellationToken cancellationToken, string? context = null)
    {
        var kubectl = new Kubectl(Programs.Find("kubectl")!, TimeProvider.System, Path.Combine(cluster.Home, "cache"));
        var plan = new ClusterPlan { Files = [.. engines.Select((text, i) => Written(cluster, text, i))], Kubeconfig = cluster.Kubeconfig, Context = context, Limits = limits };
        return ClusterExperiments.PrepareAsync(plan, new KubectlClients(kubectl), new Terminal(TimeProvider.System), TimeProvider.System, cancellationToken);
    }

    private static SourceFile Written(ScriptedCluster cluster, string text, int number)
    {
        var path = Path.Combine(cluster.Home, $"engine-{number}.yaml");
        File.WriteAllText(path, text);
        return new SourceFile(path, $"faults/engine-{number}.yaml");
    }
}
