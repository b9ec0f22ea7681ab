using Lab.Chaos.Histories;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Targets;
using Lab.Contracts;

namespace Lab.Chaos.Break;

/// <summary>Arms the fault of a condition for one volley. What it breaks, the armed fault heals on disposal.</summary>
internal sealed class Nemesis(
    ITarget target, HistoryWriter history, TracePointListener listener, Seed seed, TimeProvider time)
{
    /// <summary>Skipping a few passes moves the fault about within the volley; a replica sees at least this many of them.</summary>
    private const int PassesSkippedMost = 5;

    /// <summary>Chooses the replica from the seed, arms its trace point when there is one, and waits for the release.</summary>
    /// <exception cref="LabException">The resource runs no replica.</exception>
    public async Task<ArmedFault> ArmAsync(ConditionFault fault, int volley, CancellationToken cancellationToken)
    {
        var replicas = await target.ReplicasAsync(fault.Resource, cancellationToken);
        if (replicas.Count == 0)
        {
            throw new LabException($"'{fault.Resource}' runs no replica that a fault could hit.");
        }

        var chance = seed.Stream($"nemesis/{volley}");
        var replica = replicas[chance.Next(replicas.Count)];
        var armed = new ArmedFault(target, history, time, fault, volley, replica.Id);
        if (fault.At is { } point)
        {
            var address = replica.Endpoint
                ?? throw new LabException($"Replica '{replica.Id}' has no endpoint, so its trace points cannot be armed.");
            await armed.ArmTracePointAsync(listener, address, point, chance.Next(PassesSkippedMost + 1), cancellationToken);
        }

        return armed;
    }
}
