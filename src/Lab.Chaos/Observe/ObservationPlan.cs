using Lab.Chaos.Experiments;
using Lab.Chaos.Scenarios;

namespace Lab.Chaos.Observe;

/// <summary>Whom to watch, and how much may be spent on it.</summary>
internal sealed record ObservationPlan
{
    /// <summary>Volleys per arm when the user names no number.</summary>
    public const int UsualVolleys = 20;

    /// <summary>Every arm comes this often, each time after a restart, so that what drifts hits all alike.</summary>
    public const int Rounds = 2;

    public required Variant Variant { get; init; }

    /// <summary>How volleys are sent in all arms; without a fault.</summary>
    public required Condition Condition { get; init; }

    public required VolleySize Size { get; init; }

    /// <summary>Where the replica stops; null leaves the breakpoint out.</summary>
    public string? TracePoint { get; init; }

    /// <summary>How long it stops.</summary>
    public required TimeSpan Hold { get; init; }

    /// <summary>At least <see cref="Rounds"/>.</summary>
    public int PerArm { get; init; } = UsualVolleys;

    /// <summary>The arms; the first is what others are compared with.</summary>
    public IReadOnlyList<Watch> Watches => TracePoint is null ? [Watch.Off, Watch.On, Watch.Verbose] : [Watch.Off, Watch.On, Watch.Verbose, Watch.Breakpoint];

    /// <summary>
    /// The trace point by name; else, of those that faults of the scenario aim at, the one at a check, where the window of a race begins, or the
    /// first; null when there is none.
    /// </summary>
    public static string? Choose(Scenario scenario, string? name)
    {
        string[] points = [.. scenario.Conditions.Select(condition => condition.Fault?.Moment.TracePoint).OfType<string>()];
        return name ?? points.FirstOrDefault(point => point.Contains("check", StringComparison.Ordinal)) ?? points.FirstOrDefault();
    }

    public ArmPlan Arm(Watch watch, Scenario scenario, Uri collector) => new(
        Observe.Watches.Under(Variant, watch, scenario, collector), Condition with { Name = $"{Condition.Name}, {Observe.Watches.Name(watch)}" }, PerArm, Size);
}
