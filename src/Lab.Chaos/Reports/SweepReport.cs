using Lab.Chaos.Journals;
using Lab.Chaos.Statistics;

namespace Lab.Chaos.Reports;

/// <summary>One point of a sweep: how far apart requests were meant to be, how far apart they were, and how many volleys broke.</summary>
internal sealed record SweepReport
{
    /// <summary>Window over which the volley was released.</summary>
    public required TimeSpan Asked { get; init; }

    /// <summary>p95 - p5 of handing the last bytes to the operating system, median over volleys; null when not seen.</summary>
    public required TimeSpan? Sent { get; init; }

    /// <summary>p95 - p5 in the service's first middleware, median over volleys; null when replies do not say.</summary>
    public required TimeSpan? Received { get; init; }

    public required int Violated { get; init; }

    /// <summary>Volleys that hold or are violated.</summary>
    public required int Counted { get; init; }

    /// <summary>Share of volleys, 95 % Clopper-Pearson.</summary>
    public required Interval Share { get; init; }

    public static IReadOnlyList<SweepReport> Of(RunHeader header, IReadOnlyList<ArmReport> arms) =>
    [
        .. header.Sweep.SelectMany(step => arms.Where(arm => arm.Summary.Condition == step.Condition).Select(arm => new SweepReport
        {
            Asked = step.Spread,
            Sent = arm.Spread.Sent,
            Received = arm.Spread.Received,
            Violated = arm.Summary.Violated,
            Counted = arm.Summary.Counted,
            Share = arm.Summary.ViolatedShare,
        })),
    ];
}
