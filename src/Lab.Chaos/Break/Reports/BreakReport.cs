using Lab.Chaos.Break.Running;
using Lab.Chaos.Checks;
using Lab.Chaos.Histories;
using Lab.Chaos.Journals;
using Lab.Chaos.Reports;
using Lab.Contracts;

namespace Lab.Chaos.Break.Reports;

/// <summary>What faults did to each variant, judged from the history.</summary>
internal sealed record BreakReport
{
    public required IReadOnlyList<VariantReport> Variants { get; init; }

    /// <summary>Suspect against fix under the same faults; null unless both ran.</summary>
    public required ArmComparison? SuspectAgainstFix { get; init; }

    /// <summary>Null in runs that broke nothing.</summary>
    public static BreakReport? Of(RunFolder run, RunHeader header, History history, IReadOnlyList<ArmReport> arms)
    {
        if (BreakResult.Read(run) is not { } result)
        {
            return null;
        }

        var seed = new Seed(history.Header.Seed);
        return new BreakReport
        {
            Variants = [.. result.Variants.Select(variant => Of(variant, history, arms, seed))],
            SuspectAgainstFix = Arm(arms, header.Suspect, Breaking.Under) is { } suspect && Arm(arms, header.Fix, Breaking.Under) is { } fix
                ? ArmComparison.Of(suspect, fix, seed) : null,
        };
    }

    private static VariantReport Of(VariantBroken broken, History history, IReadOnlyList<ArmReport> arms, Seed seed)
    {
        var before = Arm(arms, broken.Variant, Breaking.Before);
        var under = Arm(arms, broken.Variant, Breaking.Under);
        return new VariantReport
        {
            Variant = broken.Variant,
            Before = before,
            Under = under,
            UnderAgainstBefore = before is not null && under is not null ? ArmComparison.Of(under, before, seed) : null,
            Orders = OrdersKept.Of(history.Volleys.Where(volley => volley.Start.Variant == broken.Variant && volley.Start.Condition == Breaking.Under)),
            Recovery = broken.Recovery,
            Faults = broken.Faults,
        };
    }

    private static ArmSummary? Arm(IReadOnlyList<ArmReport> arms, string? variant, string condition) =>
        arms.Select(arm => arm.Summary).FirstOrDefault(arm => arm.Variant == variant && arm.Condition == condition);
}

/// <summary>One variant, before and under the faults.</summary>
internal sealed record VariantReport
{
    public required string Variant { get; init; }

    /// <summary>Null when nothing ran without faults.</summary>
    public required ArmSummary? Before { get; init; }

    public required ArmSummary? Under { get; init; }

    public required ArmComparison? UnderAgainstBefore { get; init; }

    /// <summary>Of the volleys under faults; null when the scenario reads no records.</summary>
    public required OrdersKept? Orders { get; init; }

    /// <summary>From the healing of the last fault to the steady state.</summary>
    public required TimeSpan Recovery { get; init; }

    public required IReadOnlyList<FaultRun> Faults { get; init; }
}
