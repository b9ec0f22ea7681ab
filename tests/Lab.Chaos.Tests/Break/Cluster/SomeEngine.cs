using System.Text.Json.Nodes;
using Lab.Chaos.Break.Cluster;

namespace Lab.Chaos.Tests.Break.Cluster;

/// <summary>Documents for tests.</summary>
internal static class SomeEngine
{
    public static JsonObject Json(string text) => JsonNode.Parse(text)!.AsObject();

    public static ClusterEngine File() => new("faults/kills.yaml", Json("""
        {
          "apiVersion": "litmuschaos.io/v1alpha1", "kind": "ChaosEngine",
          "metadata": { "name": "replica-kills", "namespace": "ticketing" },
          "spec": {
            "engineState": "active", "jobCleanUpPolicy": "delete", "chaosServiceAccount": "chaos-lab",
            "appinfo": { "appns": "ticketing", "applabel": "a=b", "appkind": "deployment" },
            "experiments": [{ "name": "pod-delete", "spec": { "components": { "env": [{ "name": "TOTAL_CHAOS_DURATION", "value": "20" }, { "name": "INSTANCE_ID", "value": "old" }] } } }]
          }
        }
        """));

    /// <summary>With what the operator and the experiment have written; empty for nothing.</summary>
    public static EngineView View(string engine = "", string experiment = "", string? verdict = null)
    {
        var document = EngineForRun.Of(File(), "ticketing", "20261121-093012-ticketing-3fa1", "3fa1");
        if (engine.Length > 0)
        {
            document["status"] = Json($$"""{ "engineStatus": "{{engine}}", "experiments": [{ "name": "pod-delete", "status": "{{experiment}}" }] }""");
        }

        return new EngineView
        {
            Engine = document,
            Results = verdict is null ? new Dictionary<string, JsonObject>() : new() { ["pod-delete"] = Result($$"""{ "verdict": "{{verdict}}" }""") },
        };
    }

    public static JsonObject Result(string experimentStatus, string more = "") => Json($$"""
        {
          "kind": "ChaosResult", "metadata": { "name": "replica-kills-3fa1-pod-delete-3fa1" },
          "spec": { "engine": "replica-kills-3fa1", "experiment": "pod-delete" },
          "status": { "experimentStatus": {{experimentStatus}}{{more}} }
        }
        """);
}
