using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using k8s;
using k8s.Autorest;
using k8s.Exceptions;
using k8s.Models;
using Lab.Chaos.Break.Cluster;
using Lab.Contracts;

namespace Lab.Chaos.Adapters;

/// <summary>
/// A cluster through KubernetesClient: one connection in place of a kubectl for every call. Written against the public API of KubernetesClient 19.0
/// as its source gives it; compiled only where LabAdapters names it (eng/Adapters.props).
/// </summary>
internal sealed class KubernetesClusterClient(Kubernetes kubernetes, ClusterAccess access, ClusterLimits limits) : IClusterClient
{
    private const int LogLines = 5000;

    public ClusterAccess Access => access;

    public Task<string> VersionAsync(CancellationToken cancellationToken) =>
        CallAsync("version", async token => (await kubernetes.Version.GetCodeAsync(token)).GitVersion, cancellationToken);

    public async Task<IReadOnlyList<JsonObject>> FindAsync(
        ResourceKind kind, string? space, IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        var found = new List<JsonObject>();
        foreach (var name in names)
        {
            try
            {
                var one = await CallAsync(
                    $"get {kind.Name} {name}",
                    token => space is null ? Of(kind).ReadAsync<ClusterDocument>(name, token) : Of(kind).ReadNamespacedAsync<ClusterDocument>(space, name, token),
                    cancellationToken);
                found.Add(one.ToJson());
            }
            catch (ClusterException failure) when (failure.Failure == ClusterFailure.NotFound)
            {
                // As with kubectl --ignore-not-found.
            }
        }

        return found;
    }

    public async Task<IReadOnlyList<JsonObject>> ListAsync(ResourceKind kind, string? space, string? labels, CancellationToken cancellationToken)
    {
        var list = await CallAsync(
            $"list {kind.Name}",
            token => space is null
                ? Of(kind).ListAsync<ClusterDocument>(labelSelector: labels, cancel: token)
                : Of(kind).ListNamespacedAsync<ClusterDocument>(space, labelSelector: labels, cancel: token),
            cancellationToken);
        return [.. list.ToJson().ListAt("items")];
    }

    public async Task<IReadOnlyList<JsonObject>> CreateAsync(
        ResourceKind kind, IReadOnlyList<JsonObject> documents, CancellationToken cancellationToken)
    {
        var created = new List<JsonObject>();
        foreach (var document in documents)
        {
            var asked = ClusterDocument.Of(document);
            var space = document.TextAt("metadata", "namespace");
            var one = await CallAsync(
                $"create {kind.Name}",
                token => space.Length == 0 ? Of(kind).CreateAsync(asked, token) : Of(kind).CreateNamespacedAsync(asked, space, token),
                cancellationToken);
            created.Add(one.ToJson());
        }

        return created;
    }

    public Task PatchAsync(ResourceKind kind, string space, string name, JsonObject change, CancellationToken cancellationToken) => CallAsync(
        $"patch {kind.Name} {name}",
        token => Of(kind).PatchNamespacedAsync<ClusterDocument>(new V1Patch(change.ToJsonString(), V1Patch.PatchType.MergePatch), space, name, token),
        cancellationToken);

    public async Task DeleteAsync(ResourceKind kind, string space, IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        foreach (var name in names)
        {
            try
            {
                await CallAsync($"delete {kind.Name} {name}", token => Of(kind).DeleteNamespacedAsync<ClusterDocument>(space, name, token), cancellationToken);
            }
            catch (ClusterException failure) when (failure.Failure == ClusterFailure.NotFound)
            {
                // Gone is what was asked for.
            }
        }
    }

    // Without a version to begin at, the server first tells what is there.
    public async IAsyncEnumerable<ClusterEvent> WatchAsync(ResourceKind kind, string space, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Exception? refused = null;
        await using var events = Of(kind).WatchNamespacedAsync<ClusterDocument>(space, failure => refused = failure, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await NextAsync(events, kind, cancellationToken))
        {
            var (type, document) = events.Current;
            if (type is WatchEventType.Added or WatchEventType.Modified or WatchEventType.Deleted)
            {
                yield return new ClusterEvent(type == WatchEventType.Deleted, document.ToJson());
            }
        }

        if (refused is not null)
        {
            throw Told($"watch {kind.Name}", refused);
        }
    }

    public async Task<string> LogsAsync(string space, string pod, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        foreach (var document in await FindAsync(ResourceKind.Pods, space, [pod], cancellationToken))
        {
            foreach (var container in document.ListAt("spec", "containers"))
            {
                text.Append(await CallAsync(
                    $"logs {pod}",
                    async token =>
                    {
                        await using var log = await kubernetes.CoreV1.ReadNamespacedPodLogAsync(
                            pod, space, container: container.TextAt("name"), tailLines: LogLines, cancellationToken: token);
                        using var reader = new StreamReader(log);
                        return await reader.ReadToEndAsync(token);
                    },
                    cancellationToken));
            }
        }

        return text.ToString();
    }

    // Serves every kind, the core group too: it knows nothing of them but their address.
    private GenericClient Of(ResourceKind kind) => new(kubernetes, kind.Group, kind.Version, kind.Plural, disposeClient: false);

    private async Task<T> CallAsync<T>(string what, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(limits.Call);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            return await call(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ClusterException(ClusterFailure.Unreachable, $"'{what}' at {access.Context}: no answer within {limits.Call.TotalSeconds:0.#} s.");
        }
        catch (Exception failure) when (failure is HttpOperationException or HttpRequestException or IOException or KubernetesException or KubernetesClientException)
        {
            throw Told(what, failure);
        }
    }

    private async Task<bool> NextAsync(IAsyncEnumerator<(WatchEventType, ClusterDocument)> events, ResourceKind kind, CancellationToken cancellationToken)
    {
        try
        {
            return await events.MoveNextAsync();
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested
            && failure is HttpOperationException or HttpRequestException or IOException or KubernetesException or KubernetesClientException)
        {
            throw Told($"watch {kind.Name}", failure);
        }
    }

    private ClusterException Told(string what, Exception failure) => failure is HttpOperationException refused
        ? new ClusterException(Classify(refused.Response.StatusCode), $"'{what}' at {access.Context}: {Said(refused)}")
        : new ClusterException(
            failure is HttpRequestException or IOException ? ClusterFailure.Unreachable : ClusterFailure.Other, $"'{what}' at {access.Context}: {failure.Message}");

    private static ClusterFailure Classify(HttpStatusCode status) => status switch
    {
        HttpStatusCode.NotFound => ClusterFailure.NotFound,
        HttpStatusCode.Conflict => ClusterFailure.Exists,
        HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized => ClusterFailure.Forbidden,
        HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout or HttpStatusCode.TooManyRequests => ClusterFailure.Unreachable,
        _ => ClusterFailure.Other,
    };

    // {"kind":"Status","reason":"Forbidden","message":"pods is forbidden: User …"}
    private static string Said(HttpOperationException refused)
    {
        try
        {
            var status = JsonNode.Parse(refused.Response.Content ?? "");
            return $"({status.TextAt("reason")}) {status.TextAt("message")}";
        }
        catch (JsonException)
        {
            return refused.Message;
        }
    }

    /// <summary>A document of any kind, kept whole.</summary>
    private sealed class ClusterDocument : IKubernetesObject
    {
        [JsonPropertyName("apiVersion")]
        public string ApiVersion { get; set; } = "";

        [JsonPropertyName("kind")]
        public string Kind { get; set; } = "";

        [JsonExtensionData]
        public JsonObject? Rest { get; set; }

        public static ClusterDocument Of(JsonObject document) => document.Deserialize<ClusterDocument>()!;

        public JsonObject ToJson() => JsonSerializer.SerializeToNode(this)!.AsObject();
    }
}

/// <summary>Opens clients without kubectl.</summary>
internal sealed class KubernetesClusterClients : IClusterClients
{
    public IClusterClient Open(ClusterAccess access, ClusterLimits limits)
    {
        try
        {
            var file = Kubeconfig.Files(access.Kubeconfig).Select(path => new FileInfo(path)).First(one =>
                KubernetesClientConfiguration.LoadKubeConfig(one).Contexts.Any(context => context.Name == access.Context));
            return new KubernetesClusterClient(new Kubernetes(KubernetesClientConfiguration.BuildConfigFromConfigFile(file, access.Context)), access, limits);
        }
        catch (KubeConfigException failure)
        {
            // kubectl merges files, so that a context may be in one and its cluster in another.
            throw new LabException($"The kubeconfig of context '{access.Context}' cannot be used: {failure.Message} Put the whole of it into one file, or take --cluster-client kubectl.");
        }
    }
}

/// <summary>Tells that it is here.</summary>
internal static partial class BuiltIn
{
    static partial void FindKubernetesClient(ref IClusterClients? clients) => clients = new KubernetesClusterClients();
}
