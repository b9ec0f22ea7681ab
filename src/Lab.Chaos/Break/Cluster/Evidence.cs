using System.Text.Json;
using System.Text.Json.Nodes;
using Lab.Chaos.Journals;

namespace Lab.Chaos.Break.Cluster;

/// <summary>What is kept of an engine in the run's folder: its documents always, the logs of its runner, experiment and helper pods when it did not pass.</summary>
internal sealed class Evidence(IClusterClient client, RunFolder run, string space)
{
    public void Keep(EngineView view)
    {
        Write(Path.Combine(run.Path, $"{view.Engine.Name}.engine.json"), view.Engine);
        foreach (var result in view.Results.Values)
        {
            Write(Path.Combine(run.Path, $"{result.Name}.json"), result);
        }
    }

    /// <summary>Why some are missing; none when all are there. Litmus labels every pod of an engine with its uid.</summary>
    public async Task<IReadOnlyList<string>> CollectAsync(EngineView view, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(run.Logs);
        var missing = new List<string>();
        try
        {
            var pods = await client.ListAsync(ResourceKind.Pods, space, $"chaosUID={view.Engine.Uid}", cancellationToken);
            Write(Path.Combine(run.Logs, $"{view.Engine.Name}.pods.json"), new JsonArray([.. pods.Select(pod => pod.DeepClone())]));
            foreach (var pod in pods)
            {
                await KeepLogAsync(pod.Name, missing, cancellationToken);
            }

            await KeepEventsAsync(view, pods, cancellationToken);
        }
        catch (ClusterException failure)
        {
            missing.Add($"Pods and events of {view.Engine.Name} could not be read: {failure.Message}");
        }

        return missing;
    }

    private async Task KeepLogAsync(string pod, List<string> missing, CancellationToken cancellationToken)
    {
        try
        {
            await File.WriteAllTextAsync(Path.Combine(run.Logs, $"{pod}.log"), await client.LogsAsync(space, pod, cancellationToken), cancellationToken);
        }
        catch (ClusterException failure)
        {
            missing.Add($"No log of pod {pod}: {failure.Message}");
        }
    }

    // An image that cannot be pulled is told by an event, and nowhere else.
    private async Task KeepEventsAsync(EngineView view, IReadOnlyList<JsonObject> pods, CancellationToken cancellationToken)
    {
        var about = pods.Select(pod => pod.Uid).Append(view.Engine.Uid).ToHashSet(StringComparer.Ordinal);
        var lines = (await client.ListAsync(ResourceKind.Events, space, null, cancellationToken))
            .Where(one => about.Contains(one.TextAt("involvedObject", "uid")))
            .Select(one => $"{one.TextAt("lastTimestamp")} {one.TextAt("type")} {one.TextAt("reason")} {one.TextAt("involvedObject", "name")}: {one.TextAt("message")}");
        await File.WriteAllLinesAsync(Path.Combine(run.Logs, $"{view.Engine.Name}.events.txt"), lines, cancellationToken);
    }

    private static void Write(string path, JsonNode document) => File.WriteAllText(path, document.ToJsonString(Indented) + "\n");

    private static readonly JsonSerializerOptions Indented = JournalJson.Options;
}
