using System.Globalization;
using Lab.Chaos.Break.Litmus.Results;
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

    /// <summary>What Litmus calls it, in the lab's words.</summary>
    public static Verdict Of(ResultVerdict verdict) => verdict switch
    {
        ResultVerdict.Pass => Verdict.Holds,
        ResultVerdict.Fail => Verdict.Violated,
        _ => Verdict.Unknown,
    };

    /// <summary>A ChaosResult for each experiment, <c>chaosresults/&lt;name&gt;.yaml</c>, with what the lab measured in its annotations.</summary>
    public void SaveResults(RunFolder run, long seed)
    {
        var folder = Directory.CreateDirectory(Path.Combine(run.Path, "chaosresults")).FullName;
        foreach (var (variant, fault) in Variants.SelectMany(variant => variant.Faults, (variant, fault) => (variant, fault)))
        {
            var result = fault.Result with { Annotations = Annotations(variant, fault, run.Id, seed) };
            File.WriteAllText(Path.Combine(folder, $"{result.Name}.yaml"), ChaosResultFile.ToYaml(result));
        }
    }

    private static Dictionary<string, string> Annotations(VariantReport variant, FaultRun fault, string run, long seed)
    {
        Dictionary<string, string> annotations = new()
        {
            ["chaoslab.dev/run"] = run,
            ["chaoslab.dev/seed"] = Text(seed),
            ["chaoslab.dev/variant"] = variant.Variant,
            ["chaoslab.dev/hit"] = string.Join(",", fault.Hit),
            ["chaoslab.dev/recovery-seconds"] = Text(Math.Round(variant.Recovery.TotalSeconds, 3)),
        };
        foreach (var (name, arm) in new[] { ("before-faults", variant.Before), ("under-faults", variant.Under) })
        {
            if (arm is not null)
            {
                annotations[$"chaoslab.dev/{name}"] = string.Create(
                    CultureInfo.InvariantCulture,
                    $"{arm.Verdict}: {arm.Violated} of {arm.Counted} volleys violated, 95 % {arm.ViolatedShare.Lower:0.####} to {arm.ViolatedShare.Upper:0.####}");
            }
        }

        if (variant.Orders is { } orders)
        {
            annotations["chaoslab.dev/orders"] = string.Create(
                CultureInfo.InvariantCulture, $"{orders.Acknowledged} acknowledged, {orders.Lost} lost, {orders.Duplicated} duplicated");
        }

        return annotations;
    }

    private static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);

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
