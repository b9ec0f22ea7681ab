using System.Text.Json.Serialization;
using Lab.Chaos.Checks;
using Lab.Chaos.Journals;
using Lab.Chaos.Predict.Scores;
using Lab.Chaos.Statistics;
using Lab.Contracts;

namespace Lab.Chaos.Reports.Runs;

/// <summary>What the second of two runs shows that the first did not.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Change>))]
internal enum Change
{
    /// <summary>No difference that chance would not show.</summary>
    None,

    /// <summary>Fewer violations.</summary>
    Better,

    /// <summary>More violations.</summary>
    Worse,

    /// <summary>Nothing counts on one side, or the arm is a load, whose keys are no independent trials.</summary>
    NotTested,
}

/// <summary>
/// Two runs arm by arm. Each arm that both have is tested as arms within a run are: Fisher's exact test on volleys, or a permutation test on units where both
/// exceed 90 %. As many arms are as many chances of a false alarm, so p-values are raised by Holm's rule before they are held against 5 %.
/// </summary>
internal sealed record RunDiff
{
    /// <summary>Of one false alarm among all arms.</summary>
    public const double Level = 0.05;

    public required string Before { get; init; }

    public required string After { get; init; }

    /// <summary>Why nothing can be compared; null when something can.</summary>
    public string? Incomparable { get; init; }

    /// <summary>What else differs, and may be the reason of what is seen.</summary>
    public required IReadOnlyList<string> Differences { get; init; }

    public required IReadOnlyList<ArmDiff> Arms { get; init; }

    public required IReadOnlyList<string> OnlyBefore { get; init; }

    public required IReadOnlyList<string> OnlyAfter { get; init; }

    /// <summary>Worse when any arm is; else better when any is.</summary>
    public Change Change => Incomparable is not null || Arms.All(arm => arm.Change == Change.NotTested) ? Change.NotTested
        : Arms.Any(arm => arm.Change == Change.Worse) ? Change.Worse
        : Arms.Any(arm => arm.Change == Change.Better) ? Change.Better : Change.None;

    public static RunDiff Of(Journal before, Journal after)
    {
        var pairs = before.Scenario != after.Scenario ? [] : before.Arms
            .Select(first => (First: first, Second: after.Arms.FirstOrDefault(second => second.Summary.Name == first.Summary.Name)))
            .Where(pair => pair.Second is not null)
            .Select(pair => ArmDiff.Of(pair.First, pair.Second!, before, after))
            .ToList();
        var tested = pairs.Where(pair => pair.Comparison?.P is not null).ToList();
        var adjusted = Holm.Adjusted([.. tested.Select(pair => pair.Comparison!.P!.Value)]);
        foreach (var (index, pair) in tested.Index())
        {
            pairs[pairs.IndexOf(pair)] = pair.Decided(adjusted[index]);
        }

        return new RunDiff
        {
            Before = before.Run,
            After = after.Run,
            Incomparable = before.Scenario != after.Scenario
                ? $"They ran different scenarios, {before.Scenario} and {after.Scenario}: no rate of the one says anything of the other."
                : pairs.Count == 0 ? "They have no arm in common: the same variant under the same condition." : null,
            Differences = [.. DifferencesOf(before, after)],
            Arms = pairs,
            OnlyBefore = [.. Names(before).Except(Names(after))],
            OnlyAfter = [.. Names(after).Except(Names(before))],
        };
    }

    private static IEnumerable<string> Names(Journal journal) => journal.Arms.Select(arm => arm.Summary.Name);

    private static IEnumerable<string> DifferencesOf(Journal before, Journal after)
    {
        if (before.Machine != after.Machine)
        {
            yield return $"Different machines: {before.Machine}; then {after.Machine}. Rates and latencies depend on the machine, so a change may be its doing.";
        }

        if (before.Engine != after.Engine)
        {
            yield return $"Different engines: {before.Engine}, then {after.Engine}.";
        }

        if (before.LabVersion != after.LabVersion)
        {
            yield return $"Different versions of the lab: {before.LabVersion}, then {after.LabVersion}.";
        }

        if (before.Seed != after.Seed)
        {
            yield return $"Different seeds: {before.Seed}, then {after.Seed}, so not the same stimulus.";
        }

        if (before.Command != after.Command)
        {
            yield return $"Different commands: {before.Command}, then {after.Command}.";
        }
    }
}

/// <summary>One arm in both runs.</summary>
internal sealed record ArmDiff
{
    public required string Arm { get; init; }

    public required ArmSummary Before { get; init; }

    public required ArmSummary After { get; init; }

    /// <summary>After against before; null for loads.</summary>
    public required ArmComparison? Comparison { get; init; }

    /// <summary>Of the comparison, raised by Holm's rule; null when nothing was tested.</summary>
    public double? AdjustedP { get; init; }

    public Change Change { get; init; } = Change.NotTested;

    /// <summary>Share of volleys that was predicted, before and after; null where nothing was.</summary>
    public double? PredictedBefore { get; init; }

    public double? PredictedAfter { get; init; }

    public static ArmDiff Of(ArmReport first, ArmReport second, Journal before, Journal after)
    {
        var (was, now) = (first.Summary, second.Summary);
        var isLoad = first.Load is not null || second.Load is not null;
        return new ArmDiff
        {
            Arm = was.Name,
            Before = was,
            After = now,
            Comparison = isLoad ? null : ArmComparison.Of(now with { Condition = $"{now.Condition} after" }, was with { Condition = $"{was.Condition} before" }, new Seed(after.Seed)),
            PredictedBefore = Predicted(before, was),
            PredictedAfter = Predicted(after, now),
        };
    }

    /// <summary>With what the test says.</summary>
    public ArmDiff Decided(double p) => this with
    {
        AdjustedP = p,
        Change = p >= RunDiff.Level ? Change.None
            : (Comparison!.Test == ComparisonTest.PermutationOnUnits ? Comparison.UnitsApart > 0 : Comparison.RiskRatio!.Ratio > 1) ? Change.Worse : Change.Better,
    };

    private static double? Predicted(Journal journal, ArmSummary arm) =>
        journal.Predicted?.Arms.FirstOrDefault(score => score.Variant == arm.Variant && score.Condition == arm.Condition) is ArmScore score ? score.Predicted : null;
}
