using Lab.Chaos.Histories;
using Lab.Chaos.Statistics;
using Lab.Contracts;

namespace Lab.Chaos.Checks;

/// <summary>
/// All volleys of one variant under one condition, as numbers. The volley is the unit of inference. A volley counts when it Holds or
/// is Violated; an Unknown one is in no rate, for counting it as clean would round unknown up to good.
/// </summary>
internal sealed record ArmSummary
{
    public required string Variant { get; init; }

    public required string Condition { get; init; }

    /// <summary>Any Violated volley makes it Violated; else any Unknown one, or none at all, makes it Unknown.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>Volleys judged: the counted and the unknown ones.</summary>
    public required int Volleys { get; init; }

    /// <summary>Volleys that hold or are violated: the trials of every rate below.</summary>
    public required int Counted { get; init; }

    public required int Violated { get; init; }

    public required int Unknown { get; init; }

    /// <summary>Share of counted volleys that are violated, 95 % Clopper-Pearson; 0 to 1 when none counts.</summary>
    public required Interval ViolatedShare { get; init; }

    /// <summary>Units oversold, per request and per volley.</summary>
    public required UnitsOversold Units { get; init; }

    /// <summary>Operations by outcome, over all volleys; those sent after recovery are not counted.</summary>
    public required OutcomeCounts Outcomes { get; init; }

    /// <summary>Over the same operations; null when there are none.</summary>
    public required LatencySummary? Latency { get; init; }

    /// <summary>Violated share of counted volleys; null when none counts.</summary>
    public double? Rate => Counted == 0 ? null : (double)Violated / Counted;

    /// <summary>At least one volley counts and none is violated.</summary>
    public bool IsClean => Counted > 0 && Violated == 0;

    /// <summary>The whole arm: takes the volleys of this variant and condition out of a run, and leaves the others.</summary>
    /// <param name="variant">Name of the variant.</param>
    /// <param name="condition">Name of the condition.</param>
    /// <param name="judgements">Of any arms; one per volley.</param>
    /// <param name="volleys">Of any arms; each judged volley must be among them.</param>
    /// <param name="seed">For the bootstrap.</param>
    public static ArmSummary Of(
        string variant,
        string condition,
        IReadOnlyList<VolleyJudgement> judgements,
        IReadOnlyList<VolleyHistory> volleys,
        Seed seed)
    {
        VolleyJudgement[] judged =
            [.. judgements.Where(judgement => judgement.Volley.Variant == variant && judgement.Volley.Condition == condition)];
        VolleyJudgement[] counted = [.. judged.Where(judgement => judgement.Verdict is not Verdict.Unknown)];
        var violated = counted.Count(judgement => judgement.Verdict is Verdict.Violated);
        var histories = volleys.ToDictionary(volley => volley.Start.Volley);
        VolleyHistory[] seen = [.. judged.Select(judgement => histories[judgement.Volley.Volley])];
        return new ArmSummary
        {
            Variant = variant,
            Condition = condition,
            Verdict = Verdicts.Worst(judged.Select(judgement => judgement.Verdict)),
            Volleys = judged.Length,
            Counted = counted.Length,
            Violated = violated,
            Unknown = judged.Length - counted.Length,
            ViolatedShare = ClopperPearson.Interval(violated, counted.Length),
            Units = UnitsOversold.Of(counted, seed),
            Outcomes = OutcomeCounts.Of(seen),
            Latency = LatencySummary.Of(seen),
        };
    }
}
