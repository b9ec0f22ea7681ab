using Lab.Chaos.Scenarios;
using Lab.Contracts.Histories;

namespace Lab.Chaos.Checks;

/// <summary>A verdict of one check on one volley, with its evidence.</summary>
internal sealed record Finding
{
    /// <summary>Name of the invariant.</summary>
    public required string Check { get; init; }

    public required Verdict Verdict { get; init; }

    /// <summary>One sentence that a human can check by hand, for example "event-7 sold 53 of 50: sold &lt;= capacity is off by 3".</summary>
    public required string Sentence { get; init; }

    /// <summary>
    /// How far it missed, in the unit of the compared columns (oversold units), or the number of offending operations; 0 when it holds.
    /// </summary>
    public required double Excess { get; init; }

    /// <summary>What was compared, for findings about state; null for those about operations. Says what <see cref="Excess"/> counts.</summary>
    public Comparison? Compared { get; init; }

    /// <summary>First, worst and last offending operation; empty when the evidence is state alone.</summary>
    public required IReadOnlyList<Operation> Witnesses { get; init; }

    /// <summary>A check that holds, or one that saw too little to say.</summary>
    public static Finding Without(string check, Verdict verdict, string sentence) => new()
    {
        Check = check,
        Verdict = verdict,
        Sentence = sentence,
        Excess = 0,
        Witnesses = [],
    };
}

/// <summary>The judgement of one volley: the worst of its findings.</summary>
internal sealed record VolleyJudgement
{
    public required VolleyStarted Volley { get; init; }

    public required Verdict Verdict { get; init; }

    public required IReadOnlyList<Finding> Findings { get; init; }
}
