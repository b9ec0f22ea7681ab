using System.Text.Json.Nodes;
using Lab.Chaos.Break.Cluster;

namespace Lab.Chaos.Tests.Break.Cluster;

/// <summary>What of an engine is changed for a run, and what is not.</summary>
public sealed class EngineForRunTests
{
    private const string Run = "20261121-093012-ticketing-3fa1";

    [Fact]
    public void Its_name_its_results_and_its_namespace_are_the_runs_own()
    {
        var engine = EngineForRun.Of(SomeEngine.File(), "shop", Run, "3fa1");

        Assert.Equal(
            """{"name":"replica-kills-3fa1","namespace":"shop","labels":{"chaoslab.dev/run":"20261121-093012-ticketing-3fa1"}}""",
            engine["metadata"]!.ToJsonString());
        Assert.Equal(
            """{"engineState":"active","jobCleanUpPolicy":"retain","chaosServiceAccount":"chaos-lab","appinfo":{"appns":"shop","applabel":"a=b","appkind":"deployment"},"experiments":[{"name":"pod-delete","spec":{"components":{"env":[{"name":"TOTAL_CHAOS_DURATION","value":"20"},{"name":"INSTANCE_ID","value":"3fa1"}]}}}]}""",
            engine["spec"]!.ToJsonString());
    }

    [Fact]
    public void The_file_itself_stays_as_it_is()
    {
        var file = SomeEngine.File();

        EngineForRun.Of(file, "shop", Run, "3fa1");

        Assert.Equal(SomeEngine.File().Document.ToJsonString(), file.Document.ToJsonString());
    }

    [Fact]
    public void A_target_in_another_namespace_than_the_engines_stays_there()
    {
        var file = SomeEngine.File();
        file.Document["spec"]!["appinfo"]!["appns"] = "elsewhere";
        file.Document["spec"]!["selectors"] = SomeEngine.Json("""{ "workloads": [{ "kind": "deployment", "namespace": "ticketing", "labels": "a=b" }, { "kind": "deployment", "namespace": "other", "names": "c" }] }""");

        var spec = EngineForRun.Of(file, "shop", Run, "3fa1")["spec"];

        Assert.Equal("elsewhere", spec.TextAt("appinfo", "appns"));
        Assert.Equal(["shop", "other"], spec.ListAt("selectors", "workloads").Select(one => one.TextAt("namespace")));
    }

    [Fact]
    public void A_long_name_leaves_room_for_what_Litmus_appends()
    {
        var file = SomeEngine.File();
        file.Document["metadata"]!["name"] = "a-name-that-goes-on-for-much-longer-than-a-label-may";

        Assert.Equal("a-name-that-goes-on-for-much-longer-than-3fa1", EngineForRun.Of(file, "shop", Run, "3fa1").Name);
    }

    [Theory]
    [InlineData("parallel", 264)]
    [InlineData("serial", 304)]
    public void Its_budget_counts_every_slice_of_a_serial_experiment(string sequence, int seconds)
    {
        var engine = EngineForRun.Of(SomeEngine.File(), "shop", Run, "3fa1");
        var chart = SomeEngine.Json($$"""
            { "metadata": { "name": "pod-delete" }, "spec": { "definition": { "env": [
              { "name": "TOTAL_CHAOS_DURATION", "value": "99" }, { "name": "RAMP_TIME", "value": "2" }, { "name": "SEQUENCE", "value": "{{sequence}}" }] } } }
            """);

        Assert.Equal(TimeSpan.FromSeconds(seconds), EngineBudget.Of(engine, [chart], pods: 3, TimeSpan.FromSeconds(240)));
    }

    [Fact]
    public void An_engine_without_labels_aims_at_what_labels_cannot_tell()
    {
        var engine = SomeEngine.File().Document;
        engine["spec"]!["appinfo"] = new JsonObject { ["applabel"] = "" };

        Assert.False(ClusterTargets.AimsByLabel(engine));
        Assert.True(ClusterTargets.AimsByLabel(SomeEngine.File().Document));
    }
}
