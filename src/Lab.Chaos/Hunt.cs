using Lab.Chaos.Cli;
using Lab.Chaos.Experiments;
using Lab.Chaos.Predict;
using Lab.Chaos.Predict.Forecasts;
using Lab.Chaos.Scenarios;
using Lab.Contracts;

namespace Lab.Chaos;

/// <summary>
/// The main path: what <c>lab hunt</c> does, in order. Predict where the suspect will break. Stress: the suspect is met as a test would
/// meet it, as a load generator would, then aligned, and the fix gets the same volleys. Fuzz the fix with hostile shapes. Isolate: a slower
/// downstream, and the suspect again. Contain: the suspect within a CPU limit. Break: the fix, with a fault in the middle of its volleys, then under a
/// schedule of faults.
/// </summary>
internal static class Hunt
{
    /// <summary>Volleys per arm when the user names no number: enough for 30 clean ones to mean at most 11.6 %.</summary>
    public const int DefaultVolleys = 30;

    private const int SequentialMost = 5;

    /// <summary>
    /// Predict, before anything is measured: where will it break, and how often? Smaller than <c>lab predict</c>, for a few seconds only; null
    /// when the scenario does not say what its operations do.
    /// </summary>
    public static PredictionFile? Predict(
        Scenario scenario, Variant suspect, Variant fix, Seed seed, IProgressView progress, CancellationToken cancellationToken)
    {
        var plan = new PredictionPlan
        {
            Seed = seed,
            Agents = 2_000,
            Volleys = 400,
            Alignments = [Alignment.Sequential, Alignment.Unaligned, Alignment.Aligned],
            Top = 1,
        };
        return Modelled.IsPossible(scenario)
            ? PredictionFile.Of(
                Predictor.Predict(Modelled.Of(scenario, suspect, Environment.ProcessorCount), plan, Environment.ProcessorCount, progress, cancellationToken),
                Predictor.Predict(Modelled.Of(scenario, fix, Environment.ProcessorCount), plan with { SearchesThresholds = false }, Environment.ProcessorCount, progress, cancellationToken))
            : null;
    }

    /// <summary>The arms, in the order in which they run.</summary>
    /// <exception cref="LabException">The scenario has no variant or condition of a kind that a hunt needs.</exception>
    public static IReadOnlyList<ArmPlan> Plan(Scenario scenario, Variant suspect, Variant fix, int volleys)
    {
        var size = new VolleySize(scenario.Workload.Requests, scenario.Workload.Within);
        var sequential = First(scenario, "sequential", condition => condition is { Alignment: Alignment.Sequential, IsPlain: true });
        var unaligned = First(scenario, "unaligned", condition => condition is { Alignment: Alignment.Unaligned, IsPlain: true });
        var aligned = Aligned(scenario);
        var killed = First(scenario, "kill fault", condition => condition.Fault is { Moment.TracePoint: not null, Experiments: [{ Fault: "pod-delete" }] });
        return
        [
            // Stress: does it break under contention, and only under contention?
            new ArmPlan(suspect, sequential, Math.Min(volleys, SequentialMost), size),
            new ArmPlan(suspect, unaligned, volleys, size),
            new ArmPlan(suspect, aligned, volleys, size),

            // The fix under the same volleys: half as many again, because a clean result is worth only as much as its number.
            new ArmPlan(fix, aligned, volleys * 3 / 2, size),

            // Break: the fix while a replica dies between two of its instructions.
            new ArmPlan(fix, killed, Math.Max(1, volleys / 10), VolleySize.Of(scenario, killed)),
        ];
    }

    /// <summary>What runs, in order: stress, fuzz, isolate, contain, break.</summary>
    /// <param name="arms">Of <see cref="Plan"/>.</param>
    /// <param name="suspect">Whose window is widened.</param>
    /// <param name="fix">Which hostile shapes and faults must not break.</param>
    /// <param name="full">Faults last as long as their files say, and the suspect meets them too.</param>
    public static IReadOnlyList<ExperimentPart> Parts(IReadOnlyList<ArmPlan> arms, Variant suspect, Variant fix, bool full) =>
    [
        ExperimentParts.Arms([.. arms.Where(arm => arm.Condition.Fault is null)]),
        HuntPhases.Fuzz(fix),
        HuntPhases.Isolate(suspect, arms.Where(arm => arm.Variant == suspect).Max(arm => arm.Volleys)),
        HuntPhases.Contain(suspect, arms.Where(arm => arm.Variant == suspect).Max(arm => arm.Volleys)),
        ExperimentParts.Arms([.. arms.Where(arm => arm.Condition.Fault is not null)]),
        HuntPhases.Break(suspect, fix, full),
    ];

    /// <summary>The condition in which volleys are aligned and nothing else is done.</summary>
    public static Condition Aligned(Scenario scenario) =>
        First(scenario, "aligned", condition => condition is { Alignment: Alignment.Aligned, IsPlain: true });

    public static Condition Unaligned(Scenario scenario) =>
        First(scenario, "unaligned", condition => condition is { Alignment: Alignment.Unaligned, IsPlain: true });

    /// <summary>The variant by name, or the first of its role.</summary>
    public static Variant Choose(Scenario scenario, string? name, VariantRole role)
    {
        var chosen = name is null
            ? scenario.Variants.FirstOrDefault(variant => variant.Role == role)
            : scenario.Variants.FirstOrDefault(variant => variant.Name == name);
        return chosen ?? throw new LabException(name is null
            ? $"Scenario '{scenario.Name}' has no variant with role '{role.ToString().ToLowerInvariant()}'. Add one under 'variants'."
            : $"Unknown variant '{name}' in scenario '{scenario.Name}'. "
                + Suggest.Among(name, scenario.Variants.Select(variant => variant.Name)));
    }

    private static Condition First(Scenario scenario, string what, Func<Condition, bool> fits) =>
        scenario.Conditions.FirstOrDefault(fits)
        ?? throw new LabException($"Scenario '{scenario.Name}' has no {what} condition, which a hunt needs. Add one under 'conditions'.");
}
