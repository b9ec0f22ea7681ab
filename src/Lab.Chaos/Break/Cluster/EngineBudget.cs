using System.Text.Json.Nodes;

namespace Lab.Chaos.Break.Cluster;

/// <summary>How long an engine may take. Litmus itself has no limit: an engine whose runner never starts is "initialized" for ever.</summary>
internal static class EngineBudget
{
    /// <summary>Longest duration that a fault has by default, for one that neither file gives.</summary>
    private static readonly TimeSpan DefaultDuration = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Sum over the experiments, which run one after the other: <c>duration × slices + 2 × ramp + overhead</c>. In serial, each pod is a slice, and the pods that
    /// match are the most there can be.
    /// </summary>
    /// <param name="engine">As it is created.</param>
    /// <param name="experiments">ChaosExperiments of the namespace, which give what the engine leaves open.</param>
    /// <param name="pods">How many pods match.</param>
    /// <param name="overhead">Of one experiment.</param>
    public static TimeSpan Of(JsonObject engine, IReadOnlyList<JsonObject> experiments, int pods, TimeSpan overhead)
    {
        var total = TimeSpan.Zero;
        foreach (var experiment in engine.ListAt("spec", "experiments"))
        {
            var chart = experiments.FirstOrDefault(one => one.Name == experiment.TextAt("name"));
            string? Tunable(string name) => experiment.EnvAt(name, "spec", "components") ?? chart.EnvAt(name, "spec", "definition");

            var slices = Tunable("SEQUENCE") == "serial" ? Math.Max(1, pods) : 1;
            var duration = Documents.Seconds(Tunable("TOTAL_CHAOS_DURATION")) ?? DefaultDuration;
            var ramp = Documents.Seconds(Tunable("RAMP_TIME")) ?? TimeSpan.Zero;
            total += (duration * slices) + (ramp * 2) + overhead;
        }

        return total;
    }
}
