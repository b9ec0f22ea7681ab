using System.Text.Json;
using System.Text.Json.Nodes;

namespace Lab.Chaos.Break.Cluster;

/// <summary>What the ChaosResults of an engine say.</summary>
internal static class ResultReader
{
    public static IEnumerable<ExperimentOutcome> Read(ClusterEngine file, EngineView view, string? trouble, TimeSpan took) =>
        view.Faults.Select(fault => Read(file, view, fault, trouble, took));

    private static ExperimentOutcome Read(ClusterEngine file, EngineView view, string fault, string? trouble, TimeSpan took)
    {
        var result = view.Results.GetValueOrDefault(fault);
        var said = result.TextAt("status", "experimentStatus", "verdict");
        return new ExperimentOutcome
        {
            Engine = file.Name,
            CreatedAs = view.Engine.Name,
            Fault = fault,
            Verdict = LitmusVerdict.Of(said),
            Litmus = said,
            ProbeSuccess = result.TextAt("status", "experimentStatus", "probeSuccessPercentage"),
            Probes = [.. result.ListAt("status", "probeStatuses").Select(probe => new ProbeOutcome(
                probe.TextAt("name"), probe.TextAt("status", "verdict"), probe.TextAt("status", "description")))],
            Targets = [.. result.ListAt("status", "history", "targets").Select(target =>
                $"{target.TextAt("kind")} {target.TextAt("name")} {target.TextAt("chaosStatus")}".Trim())],
            Reason = said == "Pass" ? null : Why(result, said, LitmusVerdict.IsFinal(said) ? null : trouble),
            Seconds = Math.Round(took.TotalSeconds, 1),
            Result = result is null ? null : $"{result.Name}.json",
        };
    }

    private static string Why(JsonObject? result, string said, string? trouble)
    {
        string[] failed =
        [
            .. result.ListAt("status", "probeStatuses").Where(probe => probe.TextAt("status", "verdict") == "Failed")
                .Select(probe => $"probe '{probe.TextAt("name")}' failed: {probe.TextAt("status", "description")}".TrimEnd(' ', ':')),
        ];
        string[] reasons = [.. trouble is null ? [] : (string[])[trouble], .. Output(result), .. failed];
        return reasons.Length > 0 ? string.Join("; ", reasons)
            : said == "Stopped" ? "it was stopped before its end"
            : $"Litmus says {(said.Length == 0 ? "nothing" : said)} and gives no reason";
    }

    // errorOutput: {"errorCode":"HELPER_ERROR","reason":"{\"errorCode\":\"CHAOS_INJECT_ERROR\",\"phase\":\"ChaosInject\",\"reason\":\"…\",\"target\":\"{…}\"}"}
    // Several failures of helpers come as [a,b], which is not always JSON: then as it is.
    private static IEnumerable<string> Output(JsonObject? result)
    {
        var output = result.At("status", "experimentStatus", "errorOutput");
        var code = output.TextAt("errorCode");
        var reason = output.TextAt("reason");
        if (code.Length + reason.Length == 0)
        {
            return [];
        }

        JsonObject[] inner = Parsed(reason) switch
        {
            JsonObject one => [one],
            JsonArray several => [.. several.OfType<JsonObject>()],
            _ => [],
        };
        return inner.Length == 0 ? [$"{code}: {reason}".Trim(' ', ':')] : inner.Select(one =>
            $"{(one.TextAt("errorCode") is { Length: > 0 } own ? own : code)} in {one.TextAt("phase")}: {one.TextAt("reason")} {one.TextAt("target")}".TrimEnd());
    }

    private static JsonNode? Parsed(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
