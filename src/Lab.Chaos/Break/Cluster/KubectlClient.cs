using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Lab.Chaos.Break.Cluster;

/// <summary>A cluster through kubectl, in grammar that version 1.20 knows.</summary>
internal sealed class KubectlClient(Kubectl kubectl, ClusterAccess access, ClusterLimits limits) : IClusterClient
{
    private const string LogLines = "5000";

    public ClusterAccess Access => access;

    public async Task<string> VersionAsync(CancellationToken cancellationToken)
    {
        var answer = await RunAsync(["version", "-o", "json"], null, cancellationToken);
        return JsonNode.Parse(answer)?["serverVersion"]?["gitVersion"]?.GetValue<string>() ?? "of unknown version";
    }

    public async Task<IReadOnlyList<JsonObject>> FindAsync(
        ResourceKind kind, string? space, IReadOnlyList<string> names, CancellationToken cancellationToken) =>
        Items(await RunAsync(["get", kind.Name, .. names, "--ignore-not-found", "-o", "json", .. In(space, kind)], null, cancellationToken));

    public async Task<IReadOnlyList<JsonObject>> ListAsync(
        ResourceKind kind, string? space, string? labels, CancellationToken cancellationToken) =>
        Items(await RunAsync(["get", kind.Name, "-o", "json", .. labels is null ? [] : (string[])["-l", labels], .. In(space, kind)], null, cancellationToken));

    // Without validation on this side: it needs the schemas of the whole cluster, and the server checks all the same.
    public async Task<IReadOnlyList<JsonObject>> CreateAsync(
        ResourceKind kind, IReadOnlyList<JsonObject> documents, CancellationToken cancellationToken)
    {
        var list = new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "List",
            ["items"] = new JsonArray([.. documents.Select(document => document.DeepClone())]),
        };
        return Items(await RunAsync(["create", "-f", "-", "--validate=false", "-o", "json"], list.ToJsonString(), cancellationToken));
    }

    public Task PatchAsync(ResourceKind kind, string space, string name, JsonObject change, CancellationToken cancellationToken) =>
        RunAsync(["patch", kind.Name, name, "--type=merge", "-p", change.ToJsonString(), "-n", space], null, cancellationToken);

    public Task DeleteAsync(ResourceKind kind, string space, IReadOnlyList<string> names, CancellationToken cancellationToken) =>
        names.Count == 0 ? Task.CompletedTask
            : RunAsync(["delete", kind.Name, .. names, "--ignore-not-found", "--wait=false", "-n", space], null, cancellationToken);

    public async IAsyncEnumerable<ClusterEvent> WatchAsync(
        ResourceKind kind, string space, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // One event a line: {"type":"MODIFIED","object":{…}}
        string[] arguments = ["get", kind.Name, "--watch", "--output-watch-events", "-o", "json", "-n", space];
        await foreach (var line in kubectl.LinesAsync(access, arguments, cancellationToken))
        {
            if (Event(line) is { } seen)
            {
                yield return seen;
            }
        }
    }

    public Task<string> LogsAsync(string space, string pod, CancellationToken cancellationToken) =>
        RunAsync(["logs", pod, "--all-containers", $"--tail={LogLines}", "-n", space], null, cancellationToken);

    private Task<string> RunAsync(IReadOnlyList<string> arguments, string? input, CancellationToken cancellationToken) =>
        kubectl.RunAsync(access, arguments, input, limits.Call, cancellationToken);

    private static string[] In(string? space, ResourceKind kind) =>
        space is not null ? ["-n", space]
        : kind == ResourceKind.Deployments ? ["--all-namespaces"]
        : [];

    // "get" writes a List, or a single document, or nothing; "create" writes one document after another.
    private static List<JsonObject> Items(string text)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text), new JsonReaderOptions { AllowMultipleValues = true });
        var items = new List<JsonObject>();
        while (reader.Read())
        {
            if (JsonNode.Parse(ref reader) is JsonObject document)
            {
                items.AddRange(document["items"] is JsonArray list ? list.OfType<JsonObject>() : [document]);
            }
        }

        return items;
    }

    // A connection that breaks in the middle of a line is told by how kubectl ends.
    private static ClusterEvent? Event(string line)
    {
        try
        {
            return JsonNode.Parse(line) is JsonObject seen && seen["object"] is JsonObject document && document["kind"]?.GetValue<string>() != "Status"
                ? new ClusterEvent(seen["type"]?.GetValue<string>() == "DELETED", document)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>kubectl as the lab's client.</summary>
internal sealed class KubectlClients(Kubectl kubectl) : IClusterClients
{
    public IClusterClient Open(ClusterAccess access, ClusterLimits limits) => new KubectlClient(kubectl, access, limits);
}
