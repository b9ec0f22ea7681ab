using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Lab.Chaos.Break.Litmus.Results;

/// <summary>Writes a result as the document that <c>kubectl get chaosresult -o yaml</c> (or <c>json</c>) would show.</summary>
internal static class ChaosResultFile
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>With a line break at the end.</summary>
    public static string ToJson(ChaosResult result) => Document(result).ToJsonString(Indented) + "\n";

    /// <summary>With a line break at the end.</summary>
    public static string ToYaml(ChaosResult result) => YamlText.Write(Document(result));

    private static JsonObject Document(ChaosResult result) => new()
    {
        ["apiVersion"] = "litmuschaos.io/v1alpha1",
        ["kind"] = "ChaosResult",
        ["metadata"] = Metadata(result),
        ["spec"] = Filled(("engine", result.Engine), ("experiment", result.Experiment), ("instance", result.Instance)),
        ["status"] = new JsonObject
        {
            ["experimentStatus"] = Status(result),
            ["probeStatuses"] = new JsonArray([.. result.Probes.Select(Probe)]),
            ["history"] = History(result.History),
        },
    };

    private static JsonObject Metadata(ChaosResult result)
    {
        var metadata = Filled(("name", result.Name), ("namespace", result.Namespace));
        Dictionary<string, string> annotations = new(result.Annotations);
        if (result.Probes.Count > 0)
        {
            annotations["chaoslab.dev/probes"] = Counts(result.Probes);
        }

        if (annotations.Count > 0)
        {
            metadata["annotations"] = Filled([.. annotations.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => (pair.Key, pair.Value))]);
        }

        return metadata;
    }

    /// <summary>How often each probe was evaluated and failed: what tells one failure in a thousand from a thousand.</summary>
    private static string Counts(IReadOnlyList<ProbeStatus> probes) => new JsonObject(probes.Select(probe => KeyValuePair.Create(
        probe.Name,
        (JsonNode?)new JsonObject { ["evaluations"] = probe.Evaluations, ["failures"] = probe.Failures }))).ToJsonString();

    private static JsonObject Status(ChaosResult result)
    {
        JsonObject status = new() { ["phase"] = Phase(result.Phase), ["verdict"] = result.Verdict.ToString() };
        if (result.Error is { } error)
        {
            status["errorOutput"] = new JsonObject { ["errorCode"] = error.Code, ["reason"] = error.ToJson() };
        }

        status["probeSuccessPercentage"] = result.ProbeSuccessPercentage?.ToString() ?? "Awaited";

        return status;
    }

    private static JsonObject Probe(ProbeStatus probe) => new()
    {
        ["name"] = probe.Name,
        ["type"] = probe.Type,
        ["mode"] = probe.Mode.ToString(),
        ["status"] = Filled(("verdict", probe.Verdict == ProbeVerdict.NotAvailable ? "N/A" : probe.Verdict.ToString()), ("description", probe.Description)),
    };

    private static JsonObject History(ResultHistory history) => new()
    {
        ["passedRuns"] = history.Passed,
        ["failedRuns"] = history.Failed,
        ["stoppedRuns"] = history.Stopped,
        ["targets"] = new JsonArray([.. history.Targets.Select(target =>
            Filled(("name", target.Name), ("kind", target.Kind), ("chaosStatus", Target(target.Status))))]),
    };

    private static string Phase(ResultPhase phase) => phase == ResultPhase.CompletedWithProbeFailure ? "Completed_With_Probe_Failure" : phase.ToString();

    private static string Target(TargetStatus status) => status switch
    {
        TargetStatus.Targeted => "targeted",
        TargetStatus.Injected => "injected",
        TargetStatus.Reverted => "reverted",
        TargetStatus.NoLongerExist => "noLongerExist",
        _ => throw new UnreachableException($"{status} because there are four."),
    };

    private static JsonObject Filled(params IReadOnlyList<(string Key, string Value)> entries) =>
        new(entries.Where(entry => entry.Value.Length > 0).Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)entry.Value)));
}
