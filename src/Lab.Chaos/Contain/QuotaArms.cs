using Lab.Chaos.Cli;
using Lab.Chaos.Experiments;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Targets;
using Lab.Contracts.Control;

namespace Lab.Chaos.Contain;

/// <summary>Arms that differ in a quota and in nothing else.</summary>
internal sealed class QuotaArms(ExperimentRunner runner, ITarget target, ContainmentPlan plan)
{
    /// <summary>Volleys of one arm in a row, and what was throttled meanwhile; warming up is not counted.</summary>
    /// <returns>The arm with these added.</returns>
    public async Task<ContainmentArm> VolleysAsync(
        ContainmentArm arm, Condition condition, int volleys, IStage stage, CancellationToken cancellationToken)
    {
        var order = new ArmPlan(plan.Variant, condition, volleys, plan.Size);
        await runner.PrepareAsync(order, stage.Say, cancellationToken);
        var before = await UsageAsync(condition, cancellationToken);
        for (var n = 0; n < volleys; n++)
        {
            var (history, judgement) = await runner.OneAsync(order, cancellationToken);
            arm = arm.With(history, judgement.Verdict);
            stage.Advance($"{arm.Name}: {arm.Violated} of {arm.Counted} violated");
        }

        var after = await UsageAsync(condition, cancellationToken);
        return arm.With(new LimitUsage(
            after.Periods - before.Periods, after.ThrottledPeriods - before.ThrottledPeriods, after.ThrottledMilliseconds - before.ThrottledMilliseconds));
    }

    private async Task<LimitUsage> UsageAsync(Condition condition, CancellationToken cancellationToken)
    {
        var sum = LimitUsage.None;
        foreach (var service in condition.Limits.Keys)
        {
            foreach (var replica in await target.ReplicasAsync(service, cancellationToken))
            {
                var usage = await target.Faults!.LimitUsageAsync(replica.Id, cancellationToken);
                sum = new LimitUsage(sum.Periods + usage.Periods, sum.ThrottledPeriods + usage.ThrottledPeriods, sum.ThrottledMilliseconds + usage.ThrottledMilliseconds);
            }
        }

        return sum;
    }
}
