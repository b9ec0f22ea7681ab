using Lab.Chaos.Break.Reports;
using Lab.Chaos.Checks;
using Lab.Chaos.Fuzz.Reports;
using Lab.Chaos.Journals;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Shards;

namespace Lab.Chaos.Reports;

/// <summary>From arms to one verdict and one sentence. What decides depends on what was asked.</summary>
internal static class Conclusions
{
    public static (Verdict Verdict, string Sentence) Of(RunHeader header, Scenario scenario, IReadOnlyList<ArmReport> arms) =>
        header is { Command: "hunt" or "break", Suspect: { } suspect, Fix: { } fix }
            ? OfHunt(suspect, fix, scenario, arms)
            : OfArms(arms);

    /// <summary>The worst of both; a threshold that decides is named.</summary>
    public static (Verdict Verdict, string Sentence) With((Verdict Verdict, string Sentence) arms, IReadOnlyList<ThresholdReport> thresholds)
    {
        var worst = thresholds.Select(threshold => threshold.Verdict).DefaultIfEmpty(Verdict.Holds).Max();
        return worst <= arms.Verdict ? arms
            : (worst, string.Join("; ", thresholds.Where(threshold => threshold.Verdict == worst).Select(threshold => $"{threshold.Threshold}, but {threshold.Sentence} ({threshold.Arm})")) + ".");
    }

    /// <summary>A fix that data shapes break is none; fuzzing that proved nothing changes nothing.</summary>
    public static (Verdict Verdict, string Sentence) With((Verdict Verdict, string Sentence) arms, FuzzResult? fuzzed) =>
        fuzzed is { Verdict: Verdict.Violated } && arms.Verdict < Verdict.Violated ? (Verdict.Violated, $"{arms.Sentence} Fuzzed: {fuzzed.Conclusion}") : arms;

    /// <summary>
    /// A fault that could not be injected has shown nothing, so nothing holds under it. A probe that failed breaks the hypothesis; of a suspect or a wrong fix
    /// nothing else was expected.
    /// </summary>
    public static (Verdict Verdict, string Sentence) With((Verdict Verdict, string Sentence) arms, BreakReport? broken, Scenario scenario)
    {
        var expected = scenario.Variants.Where(variant => variant.Role is VariantRole.Suspect or VariantRole.WrongFix).Select(variant => variant.Name).ToList();
        var worst = (broken?.Variants ?? []).SelectMany(variant => variant.Faults)
            .Where(fault => !expected.Contains(fault.Variant) || broken!.Variants.Count == 1)
            .Select(fault => (Fault: fault, Verdict: BreakReport.Of(fault.Result.Verdict)))
            .OrderByDescending(pair => pair.Verdict)
            .FirstOrDefault();
        return worst.Fault is not null && worst.Verdict > arms.Verdict ? (worst.Verdict, $"{arms.Sentence} But {BreakText.Sentence(worst.Fault)}") : arms;
    }

    /// <summary>A share that is missing may be the one that died of what it saw.</summary>
    public static (Verdict Verdict, string Sentence) With((Verdict Verdict, string Sentence) arms, IReadOnlyList<Shard> missing) =>
        missing.Count > 0 && arms.Verdict == Verdict.Holds
            ? (Verdict.Unknown, $"{arms.Sentence} Missing {(missing.Count == 1 ? "is the share" : "are the shares")} {string.Join(", ", missing)}.")
            : arms;

    /// <summary>
    /// A hunt holds only when the suspect was caught and the fix held in every arm. A fix that is violated is the worse news; a
    /// suspect that was not caught proves nothing about the fix.
    /// </summary>
    private static (Verdict Verdict, string Sentence) OfHunt(
        string suspect, string fix, Scenario scenario, IReadOnlyList<ArmReport> arms)
    {
        var sequential = scenario.Conditions.Where(condition => condition.Alignment == Alignment.Sequential).Select(condition => condition.Name);
        var caught = Worst(arms.Where(arm => arm.Summary.Variant == suspect && !sequential.Contains(arm.Summary.Condition)));
        var held = Worst(arms.Where(arm => arm.Summary.Variant == fix));
        return (caught, held) switch
        {
            (_, Verdict.Violated) => (Verdict.Violated, $"{fix} does not hold."),
            (Verdict.Violated, Verdict.Holds) => (Verdict.Holds, $"{suspect} is caught, {fix} holds.{WrongFixes(scenario, arms)}"),
            (Verdict.Violated, _) => (Verdict.Unknown, $"{suspect} is caught, but {fix} was not put to the proof."),
            _ => (Verdict.Unknown, $"{suspect} was not caught, so {fix} could not be put to the proof."),
        };
    }

    // What people take for a fix, where it was asked for too; it decides nothing.
    private static string WrongFixes(Scenario scenario, IReadOnlyList<ArmReport> arms) => string.Concat(scenario.Variants
        .Where(variant => variant.Role == VariantRole.WrongFix)
        .Select(variant => arms.Where(arm => arm.Summary.Variant == variant.Name).ToList() switch
        {
            [] => "",
            var own when Worst(own) == Verdict.Violated => $" {variant.Name} does not.",
            _ => $" {variant.Name} was not caught.",
        }));

    private static (Verdict Verdict, string Sentence) OfArms(IReadOnlyList<ArmReport> arms)
    {
        var worst = Worst(arms);
        var names = string.Join("; ", arms.Where(arm => arm.Summary.Verdict == worst).Select(arm => $"{arm.Summary.Variant}, {arm.Summary.Condition}"));
        return (worst, arms.Count == 0 ? "nothing was recorded." : $"{names}.");
    }

    private static Verdict Worst(IEnumerable<ArmReport> arms) =>
        arms.Select(arm => arm.Summary.Verdict).DefaultIfEmpty(Verdict.Unknown).Max();
}
