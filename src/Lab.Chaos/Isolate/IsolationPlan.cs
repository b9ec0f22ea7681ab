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

    public required Variant Variant { get; init; }

    /// <summary>The service whose stub is slowed.</summary>
    public required string Downstream { get; init; }

    /// <summary>Medians, rising.</summary>
    public required IReadOnlyList<TimeSpan> Ladder { get; init; }

    /// <summary>Requests of a volley, and the window over which they are spread. Released together they would saturate: every volley is violated then.</summary>
    public required VolleySize Size { get; init; }

    /// <summary>1 or more.</summary>
    public int PerRung { get; init; } = LadderVolleys;

    /// <summary>1 or more.</summary>
    public int PerArm { get; init; } = ConfirmVolleys;

    /// <summary>The ladder is climbed no further once a volley took longer: beyond it a fix that serves one after the other only gets slower.</summary>
    public TimeSpan LongestVolley { get; init; } = TimeSpan.FromSeconds(4);
}
