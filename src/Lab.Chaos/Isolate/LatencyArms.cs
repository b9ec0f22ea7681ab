using Lab.Chaos.Checks;
using Lab.Chaos.Experiments;
using Lab.Chaos.Histories;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Stress;

namespace Lab.Chaos.Isolate;

/// <summary>Arms that differ in the latency of one stub and in nothing else, run volley by volley.</summary>
internal sealed class LatencyArms(ExperimentRunner runner, HeldStub stub, IsolationPlan plan, Random order)
{
    private double? _inForce;

    /// <summary>The order of a round.</summary>
    public int[] Order(int arms)
    {
        int[] drawn = [.. Enumerable.Range(0, arms)];
        order.Shuffle(drawn);
        return drawn;
    }

    /// <summary>One volley at a rung's latency.</summary>
    /// <returns>The rung with this volley added, and what was recorded.</returns>
    public async Task<(Rung Rung, VolleyHistory History)> VolleyAsync(Rung rung, CancellationToken cancellationToken)
    {
        await PutInForceAsync(rung, cancellationToken);
        var condition = new Condition { Name = rung.Name, Alignment = Alignment.Unaligned };
        var (history, judgement) = await runner.OneAsync(new ArmPlan(plan.Variant, condition, 1, plan.Size), cancellationToken);
        return (rung with
        {
            Counted = rung.Counted + (judgement.Verdict == Verdict.Unknown ? 0 : 1),
            Violated = rung.Violated + (judgement.Verdict == Verdict.Violated ? 1 : 0),
            Unknown = rung.Unknown + (judgement.Verdict == Verdict.Unknown ? 1 : 0),
            TotalSeconds = rung.TotalSeconds + Length(history).TotalSeconds,
        }, history);
    }

    private async Task PutInForceAsync(Rung rung, CancellationToken cancellationToken)
    {
        if (rung.LatencyMs == _inForce)
        {
            return;
        }

        // Unknown while it changes: a change that failed half-way must not pass for done.
        _inForce = double.NaN;
        await (rung.Delay() is { } delay ? stub.SlowAsync(delay, cancellationToken) : stub.RestoreAsync(cancellationToken));
        _inForce = rung.LatencyMs;
    }

    private static TimeSpan Length(VolleyHistory history) => history.Operations.Count == 0 ? TimeSpan.Zero
        : MonotonicClock.FromNanoseconds(
            history.Operations.Max(operation => operation.Returned) - history.Operations.Min(operation => operation.Scheduled));
}
