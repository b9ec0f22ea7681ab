using Lab.Chaos.Histories;
using Lab.Chaos.Stress;

namespace Lab.Chaos.Reports.Page.Evidence;

/// <summary>How far apart the requests of each volley of an arm were (p95 - p5), ms.</summary>
internal sealed record ArmSpreads
{
    public required string Variant { get; init; }

    public required string Condition { get; init; }

    /// <summary>Handed to the operating system.</summary>
    public required IReadOnlyList<double> Sent { get; init; }

    /// <summary>In the service's first middleware.</summary>
    public required IReadOnlyList<double> Received { get; init; }

    /// <summary>At the first read of the contended key.</summary>
    public required IReadOnlyList<double> FirstRead { get; init; }

    /// <summary>In the order in which the arms ran; loads have no volleys, and so no spread.</summary>
    public static IReadOnlyList<ArmSpreads> Of(History history) =>
    [
        .. history.Volleys.Where(volley => volley.Start.Load is null).GroupBy(volley => (volley.Start.Variant, volley.Start.Condition)).Select(arm =>
        {
            IReadOnlyList<VolleySpread> spreads = [.. arm.Select(volley => VolleySpread.Of([.. volley.UnderCondition]))];
            return new ArmSpreads
            {
                Variant = arm.Key.Variant,
                Condition = arm.Key.Condition,
                Sent = Milliseconds(spreads.Select(spread => spread.Sent)),
                Received = Milliseconds(spreads.Select(spread => spread.Received)),
                FirstRead = Milliseconds(spreads.Select(spread => spread.FirstRead)),
            };
        }),
    ];

    private static IReadOnlyList<double> Milliseconds(IEnumerable<TimeSpan?> widths) => [.. widths.OfType<TimeSpan>().Select(width => width.TotalMilliseconds)];
}
