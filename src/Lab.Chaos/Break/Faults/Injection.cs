using Lab.Chaos.Break.Litmus;
using Lab.Chaos.Targets;
using Lab.Contracts;
using Lab.Contracts.Control;

namespace Lab.Chaos.Break.Faults;

/// <summary>What a fault is told: where, into whom, with which settings, for how long at most.</summary>
internal sealed record Injection
{
    /// <summary>Unique among the faults in force; names what is put on links.</summary>
    public required string Id { get; init; }

    public required ITarget Target { get; init; }

    /// <summary>Every resource as it is now.</summary>
    public required IReadOnlyList<ResourceInfo> Topology { get; init; }

    /// <summary>Replicas that were chosen; empty for faults of the whole machine.</summary>
    public required IReadOnlyList<FaultTarget> Targets { get; init; }

    public required Tunables Settings { get; init; }

    /// <summary>After so long the host heals it by itself.</summary>
    public required TimeSpan Deadline { get; init; }

    /// <summary>Root of its chance.</summary>
    public required long Seed { get; init; }

    /// <summary>What faults other than kills and pauses go through.</summary>
    /// <exception cref="LabException">The lab did not start this system.</exception>
    public IFaultControl Control => Target.Faults
        ?? throw new LabException("The target was started by somebody else, and the lab cannot break what it does not run. Give 'target: apphost:'.");

    /// <summary>The deadline as the control API takes it.</summary>
    public int DeadlineMilliseconds => (int)Math.Clamp(Deadline.TotalMilliseconds, 1, TimeSpan.FromHours(1).TotalMilliseconds);
}

/// <summary>A replica that a fault may hit: what a pod is on a cluster.</summary>
internal sealed record FaultTarget(ResourceInfo Resource, ReplicaInfo Replica)
{
    public string Id => Replica.Id;
}
