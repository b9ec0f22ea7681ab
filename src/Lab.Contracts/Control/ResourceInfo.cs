namespace Lab.Contracts.Control;

/// <summary>A resource of the running topology. No secrets: connection strings have a call of their own.</summary>
public sealed record ResourceInfo
{
    /// <summary>Name in the app model, for example <c>inventory</c>.</summary>
    public required string Name { get; init; }

    /// <summary><c>project</c>, <c>executable</c>, <c>redis</c>, <c>postgres</c> or <c>link</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Worst state of its replicas; Running only when all of them are.</summary>
    public required ResourceState State { get; init; }

    /// <summary>Endpoint name to the address that clients use (the balancer's, where there are replicas).</summary>
    public required IReadOnlyDictionary<string, Uri> Endpoints { get; init; }

    /// <summary>Names of the resources that it references: a link where it refers through one. Of a link: the resource behind it.</summary>
    public required IReadOnlyList<string> References { get; init; }

    /// <summary>Its processes.</summary>
    public required IReadOnlyList<ReplicaInfo> Replicas { get; init; }
}

/// <summary>One process of a resource.</summary>
public sealed record ReplicaInfo
{
    /// <summary>Unique in the lab and stable over restarts, for example <c>inventory-2</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Process id, or null while it does not run.</summary>
    public required int? Pid { get; init; }

    /// <summary>State of this replica alone.</summary>
    public required ResourceState State { get; init; }

    /// <summary>The replica's own address, past the balancer; null when it has no endpoint.</summary>
    public required Uri? Endpoint { get; init; }

    /// <summary>How often it was started again after an end nobody asked for.</summary>
    public required int Restarts { get; init; }
}
