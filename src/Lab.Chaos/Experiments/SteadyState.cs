using Lab.Chaos.Scenarios;
using Lab.Chaos.State;
using Lab.Chaos.Stress;
using Lab.Chaos.Targets;
using Lab.Contracts;

namespace Lab.Chaos.Experiments;

/// <summary>
/// Tells when a system has recovered: its processes run, and small volleys on keys of their own are answered by every replica.
/// Running is not enough: a client library may take seconds to connect again to a server that is back. Nor are answers, where a system sells
/// without its cache: what it keeps of the probe's key must be seen too.
/// </summary>
internal sealed class SteadyState(
    Scenario scenario, ITarget target, VolleyDriver driver, VolleySetup setup, StateReader state, Seed seed, string run, TimeProvider time)
{
    /// <summary>Enough to reach every one of a few replicas through a balancer.</summary>
    private const int ProbeRequests = 30;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);

    /// <summary>Answers when a probe volley meets no server error: a refusal is an answer, a 5xx or silence is none.</summary>
    /// <exception cref="LabException">It did not recover in time.</exception>
    public async Task ReachedAsync(int volley, CancellationToken cancellationToken)
    {
        await target.RecoveredAsync(Limit, cancellationToken);
        var started = time.GetTimestamp();
        for (var attempt = 0; ; attempt++)
        {
            var key = $"{run}-{volley}-probe-{attempt}";
            await setup.PrepareAsync(key, cancellationToken);
            var probe = new VolleyPlanner(key, seed, scenario.Workload, driver.Target)
                .Plan(0, key, Alignment.Aligned, ProbeRequests, TimeSpan.Zero);
            var replies = await driver.FireAsync(probe, cancellationToken);
            var sick = replies.Where(reply => reply.Status is 0 or >= 500).ToList();
            if (sick.Count == 0 && await state.IsSeenAsync(key, cancellationToken))
            {
                return;
            }

            if (time.GetElapsedTime(started) > Limit)
            {
                throw new LabException(sick.Count == 0
                    ? $"After the fault in volley {volley} the system answered, but after {Limit.TotalSeconds:0} s it still kept no state of a fresh key that could be read. See the logs of the run."
                    : $"After the fault in volley {volley} the system runs but did not answer within {Limit.TotalSeconds:0} s: "
                    + $"{sick.Count} of {ProbeRequests} probes failed, the last with {sick[^1].Error ?? $"status {sick[^1].Status}"}. See the logs of the run.");
            }

            await Task.Delay(LookEvery, time, cancellationToken);
        }
    }
}
