using System.Text.Json.Nodes;

namespace Lab.Chaos.Break.Cluster;

/// <summary>Talks to one cluster. Every call ends by itself within a limit and names the context it was made for.</summary>
internal interface IClusterClient
{
    /// <summary>Which cluster, for messages and for the commands that they advise.</summary>
    ClusterAccess Access { get; }

    /// <summary>Version of the API server, for example <c>v1.31.4+k3s1</c>.</summary>
    /// <exception cref="ClusterException">It did not answer.</exception>
    Task<string> VersionAsync(CancellationToken cancellationToken);

    /// <summary>Those of these names that are there.</summary>
    /// <exception cref="ClusterException">They could not be asked for.</exception>
    Task<IReadOnlyList<JsonObject>> FindAsync(ResourceKind kind, string? space, IReadOnlyList<string> names, CancellationToken cancellationToken);

    /// <summary>Those of a namespace, or of all with null, that carry the labels (<c>a=b,c=d</c>; null for all).</summary>
    /// <exception cref="ClusterException">They could not be asked for.</exception>
    Task<IReadOnlyList<JsonObject>> ListAsync(ResourceKind kind, string? space, string? labels, CancellationToken cancellationToken);

    /// <summary>Creates them, never changing what exists; as the server answered.</summary>
    /// <exception cref="ClusterException">One was refused; those before it may have been created.</exception>
    Task<IReadOnlyList<JsonObject>> CreateAsync(ResourceKind kind, IReadOnlyList<JsonObject> documents, CancellationToken cancellationToken);

    /// <summary>Merges a change into a resource.</summary>
    /// <exception cref="ClusterException">It was refused, or there is no such resource.</exception>
    Task PatchAsync(ResourceKind kind, string space, string name, JsonObject change, CancellationToken cancellationToken);

    /// <summary>Asks for their end and does not wait for it; one that is not there is fine.</summary>
    /// <exception cref="ClusterException">It was refused.</exception>
    Task DeleteAsync(ResourceKind kind, string space, IReadOnlyList<string> names, CancellationToken cancellationToken);

    /// <summary>What is there, then every change, until the server ends it or it is cancelled.</summary>
    /// <exception cref="ClusterException">It broke off with an error.</exception>
    IAsyncEnumerable<ClusterEvent> WatchAsync(ResourceKind kind, string space, CancellationToken cancellationToken);

    /// <summary>The last lines of every container of a pod.</summary>
    /// <exception cref="ClusterException">There are none to be had.</exception>
    Task<string> LogsAsync(string space, string pod, CancellationToken cancellationToken);
}

/// <summary>A resource as it became.</summary>
/// <param name="Deleted">True when this was its end.</param>
/// <param name="Document">The resource.</param>
internal sealed record ClusterEvent(bool Deleted, JsonObject Document);

/// <summary>Which cluster is meant.</summary>
/// <param name="Context">Named in every call: what is current may change while an experiment runs.</param>
/// <param name="Kubeconfig">File; null for KUBECONFIG or ~/.kube/config.</param>
internal sealed record ClusterAccess(string Context, string? Kubeconfig)
{
    /// <summary>How a user calls kubectl for the same cluster.</summary>
    public string Kubectl => Kubeconfig is null ? $"kubectl --context {Context}" : $"kubectl --kubeconfig {Kubeconfig} --context {Context}";
}

/// <summary>Opens clients.</summary>
internal interface IClusterClients
{
    /// <summary>Does not talk to the cluster yet.</summary>
    IClusterClient Open(ClusterAccess access, ClusterLimits limits);
}
