using Lab.Chaos.Histories;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Targets;
using Lab.Contracts;

namespace Lab.Chaos.Break;

/// <summary>Arms the fault of a condition for one volley. What it breaks, the armed fault heals on disposal.</summary>
internal sealed class Nemesis(
    ITarget target, HistoryWriter history, TracePointListener listener, Seed seed, TimeProvider time)
{
    /// <summary>Skipping a few passes moves the fault about within the volley.</summary>
    private const int PassesSkippedMost = 5;

    /// <summary>
    /// Aims the fault. By time, it strikes a replica drawn from the seed. At a trace point, every replica is armed with a number of
    /// passes drawn from the seed, and the first to reach its number is struck: which replicas a volley keeps busy is up to
    /// scheduling, and one armed alone may never get there.
    /// </summary>
    /// <exception cref="LabException">The resource runs no replica, or has no such trace point.</exception>
    public async Task<ArmedFault> ArmAsync(ConditionFault fault, int volley, CancellationToken cancellationToken)
    {
        var replicas = await target.ReplicasAsync(fault.Resource, cancellationToken);
        if (replicas.Count == 0)
        {
            throw new LabException($"'{fault.Resource}' runs no replica that a fault could hit.");
        }

        var chance = seed.Stream($"nemesis/{volley}");
        var armed = new ArmedFault(target, history, listener, time, fault, volley, replicas[chance.Next(replicas.Count)].Id);
        try
        {
            foreach (var replica in fault.At is null ? [] : replicas)
            {
                await armed.ArmTracePointAsync(replica, fault.At!, chance.Next(PassesSkippedMost + 1), cancellationToken);
            }

            return armed;
        }
        catch
        {
            await armed.DisposeAsync();
            throw;
        }
    }
}
