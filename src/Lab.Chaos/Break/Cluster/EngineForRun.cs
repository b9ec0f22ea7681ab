using System.Text.Json.Nodes;

namespace Lab.Chaos.Break.Cluster;

/// <summary>
/// An engine made ready for one run. Its name and its results' are the run's own, so that two runs never meet and nothing of an older one is judged. It is
/// otherwise what the file says, except that its pods are kept until their logs have been read.
/// </summary>
internal static class EngineForRun
{
    /// <summary>Marks what a run created: nothing without it is ever deleted.</summary>
    public const string RunLabel = "chaoslab.dev/run";

    /// <summary>Litmus ends the name of a ChaosResult with it.</summary>
    private const string InstanceId = "INSTANCE_ID";

    /// <summary>Room for the suffix and for what Litmus appends, within the 63 letters of a pod's name as a label.</summary>
    private const int LongestName = 40;

    /// <summary>The document to create.</summary>
    /// <param name="engine">As it is written.</param>
    /// <param name="space">Namespace it runs in.</param>
    /// <param name="run">Id of the run.</param>
    /// <param name="suffix">End of the id, unique enough within a namespace.</param>
    public static JsonObject Of(ClusterEngine engine, string space, string run, string suffix)
    {
        var document = engine.Document.DeepClone().AsObject();
        document.Remove("status");
        var metadata = Map(document, "metadata");
        metadata["name"] = $"{engine.Name[..Math.Min(engine.Name.Length, LongestName)].TrimEnd('-')}-{suffix}";
        metadata["namespace"] = space;
        Map(metadata, "labels")[RunLabel] = run;
        var spec = Map(document, "spec");
        spec["engineState"] = "active";
        spec["jobCleanUpPolicy"] = "retain";
        foreach (var target in Targets(spec).Where(target => target.Map.TextAt(target.Key) is var named && (named.Length == 0 || named == engine.Namespace)))
        {
            target.Map[target.Key] = space;
        }

        foreach (var experiment in spec.ListAt("experiments"))
        {
            SetInstance(Map(Map(experiment, "spec"), "components"), suffix);
        }

        return document;
    }

    // What aims at the engine's own namespace goes along with it; what names another stays.
    private static IEnumerable<(JsonObject Map, string Key)> Targets(JsonObject spec) =>
    [
        .. spec["appinfo"] is JsonObject info ? [(info, "appns")] : (IEnumerable<(JsonObject, string)>)[],
        .. spec.ListAt("selectors", "workloads").Concat(spec.ListAt("selectors", "pods")).Select(one => (one, "namespace")),
    ];

    private static void SetInstance(JsonObject components, string suffix)
    {
        var others = components.ListAt("env").Where(entry => entry.TextAt("name") != InstanceId).Select(entry => entry.DeepClone());
        components["env"] = new JsonArray([.. others, new JsonObject { ["name"] = InstanceId, ["value"] = suffix }]);
    }

    private static JsonObject Map(JsonObject parent, string key)
    {
        if (parent[key] is not JsonObject map)
        {
            parent[key] = map = [];
        }

        return map;
    }
}
