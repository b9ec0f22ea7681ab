using Lab.Chaos.Scenarios;
using Lab.Chaos.Targets;
using Lab.Contracts;
using Lab.Contracts.Machine;

namespace Lab.Chaos.Contain;

/// <summary>
/// The quotas that conditions ask for. Entering or leaving one restarts a replica, so they stay in force until another is asked for or the
/// runner ends; a lab that is killed meanwhile loses its hold, and the host lifts them.
/// </summary>
internal sealed class LimitConditions(ITarget target) : IAsyncDisposable
{
    /// <summary>Why a system that somebody else started cannot be limited.</summary>
    public const string Foreign = "The lab cannot limit the processes of a target that somebody else started. Give 'target: apphost:'.";

    private IReadOnlyDictionary<string, ServiceLimits> _inForce = Condition.NoLimits;
    private IAsyncDisposable? _hold;

    /// <summary>Whether other limits are in force than these.</summary>
    public bool Differ(IReadOnlyDictionary<string, ServiceLimits> limits) =>
        limits.Count != _inForce.Count || limits.Any(limit => _inForce.GetValueOrDefault(limit.Key) != limit.Value);

    /// <summary>Puts these in force and lifts all others.</summary>
    /// <returns>Whether replicas were restarted for it: they are cold then.</returns>
    /// <exception cref="NoQuotaException">That is not possible here; nothing is limited then.</exception>
    public async Task<bool> PutInForceAsync(IReadOnlyDictionary<string, ServiceLimits> limits, CancellationToken cancellationToken)
    {
        if (!Differ(limits))
        {
            return false;
        }

        var faults = Possible(limits.Values);
        try
        {
            _hold ??= await faults.HoldAsync(cancellationToken);
            var before = _inForce;
            var wanted = before.Keys.Union(limits.Keys).Where(service => before.GetValueOrDefault(service) != limits.GetValueOrDefault(service)).ToList();

            // Taken for limited from the first one on: whatever happens in between is lifted at the end.
            _inForce = new Dictionary<string, ServiceLimits>([.. limits, .. before.Where(limit => !limits.ContainsKey(limit.Key))]);
            await Task.WhenAll(wanted.Select(service => LimitAsync(faults, service, limits.GetValueOrDefault(service), cancellationToken)));
            _inForce = limits;
        }
        catch (LabException refused)
        {
            await DisposeAsync();
            throw limits.Count > 0 ? new NoQuotaException(refused.Message) : refused;
        }

        if (limits.Count == 0)
        {
            await DisposeAsync();
        }

        return true;
    }

    /// <summary>Lifts everything; done when the replicas run without.</summary>
    public async ValueTask DisposeAsync()
    {
        var left = _inForce;
        _inForce = Condition.NoLimits;
        if (_hold is null)
        {
            return;
        }

        await using (_hold)
        {
            _hold = null;
            try
            {
                // Without the run's token, which may be what ended it.
                await Task.WhenAll(left.Keys.Select(service => LimitAsync(target.Faults!, service, null, CancellationToken.None)));
            }
            catch (LabException)
            {
                // The host lifts with the hold what it could not lift now; a host that is gone has nothing left to lift.
            }
        }
    }

    private IFaultControl Possible(IEnumerable<ServiceLimits> limits)
    {
        if (target.Faults is not { } faults)
        {
            throw new NoQuotaException(Foreign);
        }

        return ControlGroups.Problem(Controllers(limits)) is { } problem ? throw new NoQuotaException(problem) : faults;
    }

    /// <summary>What these limits need of the system.</summary>
    public static IReadOnlyList<string> Controllers(IEnumerable<ServiceLimits> limits) =>
        [.. limits.SelectMany(limit => (string?[])[limit.Cpu is null ? null : "cpu", limit.Memory is null ? null : "memory"]).OfType<string>().Distinct()];

    // All replicas at once: each waits for its own start, and a start inside a small quota is slow.
    private async Task LimitAsync(IFaultControl faults, string service, ServiceLimits? limits, CancellationToken cancellationToken) => await Task.WhenAll(
        (await target.ReplicasAsync(service, cancellationToken)).Select(replica => faults.LimitAsync(replica.Id, limits?.Cpu, limits?.Memory, cancellationToken)));
}
