using System.Security.Cryptography;

namespace Lab.Services.Leases;

/// <summary>
/// The Redlock algorithm: a lease is held by whoever a majority of independent nodes granted it to, for as long as it is valid.
/// <code>
///          ┌─ SET lease:e1 token NX PX 1000 ─&gt; redis    granted
/// holder ──┼─ SET lease:e1 token NX PX 1000 ─&gt; redis-2  granted   2 of 3: held
///          └─ SET lease:e1 token NX PX 1000 ─&gt; redis-3  (dead)
/// </code>
/// </summary>
/// <remarks>
/// It excludes others only while it is valid, and its holder cannot know whether it still is: a process that is stopped between looking and
/// writing wakes up after its lease. What must hold then has to be kept by the store that is written to.
/// </remarks>
public sealed class Redlock(IReadOnlyList<LeaseNode> nodes, LeasePolicy policy, TimeProvider time)
{
    private int Majority => (nodes.Count / 2) + 1;

    /// <summary>Tries until the deadline; null when others held it all the while.</summary>
    /// <param name="key">What the lease is on.</param>
    /// <param name="deadline">On <see cref="TimeProvider.GetTimestamp"/>'s clock. There is one try even when it has passed.</param>
    /// <param name="cancellationToken">Ends the wait; whatever was granted is released.</param>
    public async Task<Lease?> AcquireAsync(string key, long deadline, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await TryAcquireAsync(key) is { } lease)
            {
                return lease;
            }

            cancellationToken.ThrowIfCancellationRequested();
            if (time.GetTimestamp() >= deadline)
            {
                return null;
            }

            await Task.Delay(LeasePolicy.Backoff(), time, cancellationToken);
        }
    }

    private async Task<Lease?> TryAcquireAsync(string key)
    {
        // Nobody else can guess it, so nobody else can release what it stands for.
        var lease = new Lease(key, RandomNumberGenerator.GetHexString(32), nodes);
        var start = time.GetTimestamp();
        if (await HasMajorityAsync(lease) && policy.Validity(time.GetElapsedTime(start)) > TimeSpan.Zero)
        {
            return lease;
        }

        // On all nodes, those too that refused or have not answered: a grant may be on its way.
        lease.Dispose();
        return null;
    }

    // Decided as soon as the outcome is certain: a dead node costs nothing as long as the others agree.
    private async Task<bool> HasMajorityAsync(Lease lease)
    {
        var granted = 0;
        var refused = 0;
        await foreach (var vote in Task.WhenEach(nodes.Select(node => node.TryGrantAsync(lease.Key, lease.Token, policy))))
        {
            _ = await vote ? granted++ : refused++;
            if (granted >= Majority || refused > nodes.Count - Majority)
            {
                break;
            }
        }

        return granted >= Majority;
    }
}
