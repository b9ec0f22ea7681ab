using Lab.Chaos.Break.Reports;
using Lab.Chaos.Experiments;
using Lab.Chaos.Scenarios;

namespace Lab.Chaos.Break;

/// <summary>
/// Does it survive? Each variant first without faults, then under the schedule, on one running system:
/// <code>variant: volleys before ── volleys under the schedule ── heal ── recover ── final reads</code>
/// </summary>
internal static class Breaking
{
    /// <summary>Names of the two conditions in the history.</summary>
    public const string Before = "before faults";

    /// <inheritdoc cref="Before"/>
    public const string Under = "under faults";

    /// <summary>As a part of a run; leaves <c>break.json</c> and a ChaosResult for each experiment in its folder.</summary>
    public static ExperimentPart Part(BreakPlan plan) => async (session, cancellationToken) =>
    {
        var aligned = new Condition { Name = Under, Alignment = Alignment.Aligned };
        List<VariantBroken> broken = [];
        plan.Check(session.Scenario);
        _ = await session.Runner.AimAsync(plan.Schedule, cancellationToken);
        foreach (var variant in plan.Variants)
        {
            if (plan.Before > 0)
            {
                await session.Runner.RunAsync(new ArmPlan(variant, aligned with { Name = Before }, plan.Before, plan.Size), cancellationToken);
            }

            var outcome = await session.Runner.UnderScheduleAsync(new ArmPlan(variant, aligned, 0, plan.Size), plan.Schedule, cancellationToken);
            broken.Add(new VariantBroken { Variant = variant.Name, Recovery = outcome.Recovery, Faults = outcome.Faults });

            // After each variant: what a run that is cut short has found stays.
            new BreakResult { Seed = session.Seed.Value, Variants = [.. broken] }.Save(session.Run);
        }
    };
}
