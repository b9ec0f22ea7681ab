using Lab.Chaos.Break.Cluster;
using Lab.Chaos.Cli;
using Lab.Chaos.Journals;
using Lab.Chaos.Scenarios;
using Lab.Contracts.Machine;

namespace Lab.Sockets.Tests.Cluster;

/// <summary>A run against a scripted cluster through the real kubectl, started as the command would.</summary>
internal static class ClusterTrial
{
    /// <summary>Generous: a busy machine must not fail what passes. Tests of what never ends shorten the one limit they are about.</summary>
    public static readonly ClusterLimits Limits = new() { Renewal = TimeSpan.FromSeconds(2), Tick = TimeSpan.FromMilliseconds(100) };

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
