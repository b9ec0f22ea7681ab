using Lab.Control.Backing;
using Lab.Control.Links;
using Lab.Control.Processes;

namespace Lab.Hosting.Running;

/// <summary>A resource with everything decided: ports, variables, commands. Nothing has started yet.</summary>
internal sealed record ResourcePlan
{
    public required string Name { get; init; }

    public required string Kind { get; init; }

    /// <summary>Endpoint name to the address that clients use.</summary>
    public required IReadOnlyDictionary<string, Uri> Endpoints { get; init; }

    public required IReadOnlyList<string> References { get; init; }

    public required IReadOnlyList<WaitPlan> Waits { get; init; }

    public required IReadOnlyList<ReplicaPlan> Replicas { get; init; }

    /// <summary>Ports to balance over the replicas; empty where clients talk to the one process directly.</summary>
    public required IReadOnlyList<BalancerPlan> Balancers { get; init; }

    /// <summary>Verb of the <c>lab</c> command, for the lab itself and its drivers.</summary>
    public string? Verb { get; init; }

    /// <summary>For resources that are reached by one.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>For links.</summary>
    public LinkAccess? Link { get; init; }

    public required IReadOnlyList<ResourceUrl> Urls { get; init; }

    public required bool ExplicitStart { get; init; }
}

/// <summary>What must be true of the named resource first.</summary>
internal sealed record WaitPlan(string Resource, WaitKind Kind, int ExitCode);

/// <summary>One address in front of several: the n-th target belongs to the n-th replica.</summary>
internal sealed record BalancerPlan(string EndpointName, int Port, IReadOnlyList<int> TargetPorts);

/// <summary>One process of a resource.</summary>
internal sealed record ReplicaPlan
{
    public required string Id { get; init; }

    /// <summary>Its own address, past the balancer.</summary>
    public required Uri? Endpoint { get; init; }

    /// <summary>The command, without overrides.</summary>
    public required Launch Launch { get; init; }

    /// <summary>Null: healthy as soon as it runs.</summary>
    public required Func<CancellationToken, Task<bool>>? Probe { get; init; }

    /// <summary>Whether an exit code of 0 is an end to keep, as a job's; services are started again whatever they say.</summary>
    public required bool IsJob { get; init; }

    /// <summary>Whether it is a job that the user starts: however it ends, it stays down until it is started again.</summary>
    public bool IsDriver { get; init; }

    /// <summary>Redis and PostgreSQL: prepares the data folder and knows how to end it.</summary>
    public IServerRecipe? Recipe { get; init; }
}
