using Lab.Chaos.Experiments;
using Lab.Chaos.Scenarios;

namespace Lab.Chaos.Isolate;

/// <summary>What is to be isolated, and how much may be spent on it.</summary>
internal sealed record IsolationPlan
{
    /// <summary>Volleys per rung while the ladder is walked, and of the first look.</summary>
    public const int LadderVolleys = 5;

    /// <summary>Volleys per arm of the confirmation.</summary>
    public const int ConfirmVolleys = 20;

    /// <summary>
    /// Volleys are spread this much wider than the unaligned arm's: the suspect must be violated now and then as it is, and not so often
    /// that nothing is left to amplify.
    /// </summary>
    public const int Wider = 2;

    public required Variant Variant { get; init; }

    /// <summary>The service whose stub is slowed.</summary>
    public required string Downstream { get; init; }

    /// <summary>Medians, rising.</summary>
    public required IReadOnlyList<TimeSpan> Ladder { get; init; }

    /// <summary>Requests of a volley, and the window over which they are spread. Released together they saturate: every volley is violated then.</summary>
    public required VolleySize Size { get; init; }

    /// <summary>1 or more.</summary>
    public int PerRung { get; init; } = LadderVolleys;

    /// <summary>1 or more.</summary>
    public int PerArm { get; init; } = ConfirmVolleys;

    /// <summary>Small enough for half a minute, as one phase among others: some 55 volleys.</summary>
    /// <param name="scenario">Names the downstream and the workload.</param>
    /// <param name="variant">Whose window it is.</param>
    /// <param name="most">Volleys of an arm, at most.</param>
    /// <exception cref="Lab.Contracts.LabException">The scenario has no downstream that may be a stub, or more than one.</exception>
    public static IsolationPlan Brief(Scenario scenario, Variant variant, int most) => new()
    {
        Variant = variant,
        Downstream = Downstreams.Choose(scenario, null),
        Ladder = Isolate.Ladder.Between(TimeSpan.FromMilliseconds(2), TimeSpan.FromMilliseconds(100), 4),

        // Hardly more than the stock: as many as in a volley would break most of them at any latency, and nothing could be amplified.
        Size = new VolleySize(
            scenario.Workload.Mix.Count > 0 ? scenario.Workload.Requests : (int)Math.Ceiling(scenario.Workload.Stock * 1.2), scenario.Workload.Within),
        PerRung = Math.Min(3, most),
        PerArm = Math.Min(12, most),
    };

    /// <summary>The ladder is climbed no further once a volley took longer: beyond it a fix that serves one after the other only gets slower.</summary>
    public TimeSpan LongestVolley { get; init; } = TimeSpan.FromSeconds(6);
}
