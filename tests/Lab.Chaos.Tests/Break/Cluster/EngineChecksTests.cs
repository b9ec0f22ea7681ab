using Lab.Chaos.Break.Cluster;
using Lab.Chaos.Scenarios.Yaml;
using Lab.Contracts;

namespace Lab.Chaos.Tests.Break.Cluster;

/// <summary>What is refused of an engine before a cluster sees it: all of it at once.</summary>
public sealed class EngineChecksTests
{
    [Fact]
    public void Everything_that_a_cluster_would_stumble_over_is_told_at_once()
    {
        var refused = Refused("""
            {
              "apiVersion": "litmuschaos.io/v1alpha1", "kind": "ChaosEngine", "metadata": { "name": "Kills" },
              "spec": { "engineState": "stop", "experiments": [{ "name": "pod-delete", "spec": { "components": { "env": [{ "name": "CHAOS_INTERVAL", "value": 5 }] } } }] }
            }
            """);

        Assert.Equal(
            [
                "kills.yaml:1:1: metadata.name is 'Kills'; it must be lower-case letters, digits and dashes. Example: name: kill-inventory.",
                "kills.yaml:1:1: engineState of 'Kills' is stop, so nothing would run. Write active.",
                "kills.yaml:1:1: 'Kills' names no chaosServiceAccount. Add the one that 'kubectl apply -k k3s/litmus' brings.",
                "kills.yaml:1:1: CHAOS_INTERVAL of 'Kills' is 5, but values of env must be text. Quote it: value: \"5\".",
            ],
            refused.Problems);
    }

    [Fact]
    public void Another_kind_is_named() => Assert.Equal(
        "kills.yaml:1:1: Not a ChaosEngine of litmuschaos.io/v1alpha1: it says kind 'Pod', apiVersion 'v1'.",
        Refused("""{ "apiVersion": "v1", "kind": "Pod" }""").Message);

    [Fact]
    public void What_a_cluster_can_run_is_not_local_only() => Assert.Null(EngineChecks.WhyLocal(SomeEngine.File().Document));

    private static LabException Refused(string document)
    {
        var problems = new Problems();
        EngineChecks.Check(SomeEngine.Json(document), new Place("kills.yaml", 1, 1), problems);
        return Assert.Throws<LabException>(problems.ThrowIfAny);
    }
}
