using System.Diagnostics;
using Lab.Chaos.Break.Cluster;
using Lab.EndToEnd.Tests;

namespace Lab.Sockets.Tests.Cluster;

/// <summary><c>lab doctor --cluster</c>: what a user sees before the first run on a cluster.</summary>
public sealed class ClusterDoctorTests
{
    [Fact]
    public async Task A_cluster_with_everything_needs_nothing()
    {
        ClusterTrial.SkipWithoutKubectl();
        await using var cluster = (await ScriptedCluster.StartAsync()).WithLitmus().WithSystem().WithExperiments("pod-delete", "pod-network-latency");

        var outcome = await DoctorAsync(cluster);

        Assert.Equal(
            [
                "✓ Context     k3d-lab",
                "✓ API server  v1.31.4+k3s1",
                "✓ Litmus CRDs chaosengines, chaosexperiments, chaosresults",
                "✓ Operator    litmuschaos.docker.scarf.sh/litmuschaos/chaos-operator:3.31.0 (litmus/chaos-operator-ce)",
                "✓ Analytics   off",
                "✓ Experiments pod-delete, pod-network-latency in ticketing",
                "✓ Account     chaos-lab in ticketing",
                "✓ Rights      chaos-lab may do what the faults need",
                "✓ Runtime     containerd://1.7.23-k3s2, /run/k3s/containerd/containerd.sock",
                "– Metrics     missing. The lab does without; 'kubectl top pods' needs metrics-server, which k3s has unless it was started with --disable metrics-server.",
            ],
            Lines(outcome));
        Assert.Equal(0, outcome.ExitCode);
    }

    [Fact]
    public async Task A_bare_cluster_gets_the_two_commands()
    {
        ClusterTrial.SkipWithoutKubectl();
        await using var cluster = await ScriptedCluster.StartAsync();
        cluster.HasLitmus = false;

        var outcome = await DoctorAsync(cluster);

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("✗ Litmus CRDs missing.", outcome.Output, StringComparison.Ordinal);
        Assert.EndsWith(
            "  kubectl apply -f https://litmuschaos.github.io/litmus/litmus-operator-v3.31.0.yaml\n  kubectl apply -k k3s/litmus\n", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_operator_of_another_version_that_phones_home_is_told_and_enough()
    {
        ClusterTrial.SkipWithoutKubectl();
        await using var cluster = (await ScriptedCluster.StartAsync()).WithLitmus("litmuschaos/chaos-operator:3.18.0").WithSystem().WithExperiments("pod-delete");
        cluster.Store.Change(ResourceKind.Deployments.Plural, "litmus", "chaos-operator-ce", document =>
            document["spec"]!["template"]!["spec"]!["containers"]![0]!.AsObject().Remove("env"));

        var outcome = await DoctorAsync(cluster);

        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("✓ Operator    litmuschaos/chaos-operator:3.18.0 (litmus/chaos-operator-ce); the lab was written for 3.31.x", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("– Analytics   missing. on: the operator tells Google Analytics of each run.", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_context_that_has_to_be_spelled_out_is_not_looked_at()
    {
        ClusterTrial.SkipWithoutKubectl();
        await using var cluster = await ScriptedCluster.StartAsync("prod-eu");

        var outcome = await DoctorAsync(cluster);

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("spell it out: --context prod-eu", outcome.Output.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Empty(cluster.Requests);
    }

    private static string[] Lines(LabOutcome outcome) => outcome.Output.TrimEnd().Split('\n');

    // kubectl keeps what it learns of a server below HOME.
    private static async Task<LabOutcome> DoctorAsync(ScriptedCluster cluster)
    {
        var start = new ProcessStartInfo(LabProcess.Paths.BinaryOf("src/Lab.Chaos"), ["doctor", "--cluster", "--kubeconfig", cluster.Kubeconfig])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            Environment = { ["HOME"] = cluster.Home },
        };
        using var process = Process.Start(start)!;
        return await LabProcess.FinishAsync(process, TimeSpan.FromMinutes(1));
    }
}
