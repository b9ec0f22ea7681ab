using System.Text.Json;
using Lab.Chaos.Contain;
using Lab.Chaos.Journals;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Statistics;

namespace Lab.Chaos.Observe;

/// <summary>One way of watching, against none.</summary>
/// <param name="Volleys">What came of the arm.</param>
/// <param name="Factor">How many times as often it is violated as unwatched; null when an arm has no volley that counts.</param>
/// <param name="P">Fisher's exact test against the unwatched arm, two-sided; null likewise.</param>
internal sealed record ObservedArm(ContainmentArm Volleys, RiskRatio? Factor, double? P);

/// <summary>What an observation found, <c>observe.json</c> in the folder of its run.</summary>
internal sealed record ObservationResult
{
    public const string FileName = "observe.json";

    public required string Scenario { get; init; }

    public required string Variant { get; init; }

    public required long Seed { get; init; }

    public required int Requests { get; init; }

    /// <summary>Window over which each volley was spread; zero for volleys that were released together.</summary>
    public required TimeSpan Within { get; init; }

    /// <summary>Where the breakpoint was; null without one.</summary>
    public required string? TracePoint { get; init; }

    /// <summary>How long it stopped a replica.</summary>
    public required TimeSpan Hold { get; init; }

    /// <summary>Volleys in which it did.</summary>
    public required int Stops { get; init; }

    /// <summary>Nobody looks.</summary>
    public required ContainmentArm Unwatched { get; init; }

    /// <summary>Tracing on, verbose, breakpoint.</summary>
    public required IReadOnlyList<ObservedArm> Watched { get; init; }

    /// <param name="plan">What was run.</param>
    /// <param name="scenario">Its name.</param>
    /// <param name="seed">Of the run.</param>
    /// <param name="arms">The unwatched one first.</param>
    /// <param name="stops">Volleys in which the breakpoint stopped a replica.</param>
    public static ObservationResult Of(ObservationPlan plan, string scenario, long seed, IReadOnlyList<ContainmentArm> arms, int stops) => new()
    {
        Scenario = scenario,
        Variant = plan.Variant.Name,
        Seed = seed,
        Requests = plan.Size.Requests,
        Within = plan.Condition.Alignment == Alignment.Unaligned ? plan.Size.Within : TimeSpan.Zero,
        TracePoint = plan.TracePoint,
        Hold = plan.Hold,
        Stops = stops,
        Unwatched = arms[0],
        Watched = [.. arms.Skip(1).Select(arm => Against(arm, arms[0]))],
    };

    /// <summary>Null when the run has none, or one that this lab cannot read.</summary>
    public static ObservationResult? Read(RunFolder run) => RunFile.Read<ObservationResult>(run, FileName);

    public void Save(RunFolder run) => File.WriteAllText(
        Path.Combine(run.Path, FileName), JsonSerializer.Serialize(this, JournalJson.Options) + "\n");

    private static ObservedArm Against(ContainmentArm arm, ContainmentArm unwatched)
    {
        if (arm.Counted == 0 || unwatched.Counted == 0)
        {
            return new ObservedArm(arm, null, null);
        }

        var table = new TwoByTwo(arm.Violated, arm.Counted, unwatched.Violated, unwatched.Counted);
        return new ObservedArm(arm, RiskRatio.Of(table), FisherExact.TwoSided(table));
    }
}
