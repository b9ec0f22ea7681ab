using Lab.Chaos.Checks;
using Lab.Chaos.Histories;
using Lab.Chaos.Statistics;
using Lab.Contracts.Histories;

namespace Lab.Chaos.Debugging.Fixes;

/// <summary>Stage 4: one variant where the suspect fails most, and what it costs.</summary>
internal sealed record FixArm
{
    public required string Variant { get; init; }

    public required string Condition { get; init; }

    /// <summary>Volleys that hold or are violated.</summary>
    public required int Counted { get; init; }

    public required int Violated { get; init; }

    public required int Unknown { get; init; }

    /// <summary>Clean volleys that were asked for.</summary>
    public required int Needed { get; init; }

    /// <summary>Requests without an answer in time, or whose outcome is unknown otherwise: what a deadlock would look like from outside.</summary>
    public required int Stuck { get; init; }

    /// <summary>Requests that were refused.</summary>
    public required int Refused { get; init; }

    /// <summary>Acknowledged requests per second of volleys.</summary>
    public required double PerSecond { get; init; }

    /// <summary>Latency of acknowledged requests, ms.</summary>
    public required double P50Ms { get; init; }

    /// <inheritdoc cref="P50Ms"/>
    public required double P99Ms { get; init; }

    /// <inheritdoc cref="P50Ms"/>
    public required double MaxMs { get; init; }

    /// <summary>95 %, Clopper-Pearson.</summary>
    public Interval Interval => ClopperPearson.Interval(Violated, Counted);

    /// <summary>Enough clean volleys, and nobody was left waiting.</summary>
    public bool Holds => Violated == 0 && Unknown == 0 && Counted >= Needed && Stuck == 0;

    public static FixArm Of(string variant, string condition, int needed, IReadOnlyList<(VolleyHistory History, Verdict Verdict)> volleys)
    {
        List<Operation> operations = [.. volleys.SelectMany(volley => volley.History.UnderCondition)];
        double[] latencies = [.. operations.Where(operation => operation.Outcome == Outcome.Ok).Select(Milliseconds).Order()];
        var seconds = volleys.Where(volley => volley.History.Operations.Count > 0).Sum(volley => Seconds(volley.History));
        return new FixArm
        {
            Variant = variant,
            Condition = condition,
            Counted = volleys.Count(volley => volley.Verdict != Verdict.Unknown),
            Violated = volleys.Count(volley => volley.Verdict == Verdict.Violated),
            Unknown = volleys.Count(volley => volley.Verdict == Verdict.Unknown),
            Needed = needed,
            Stuck = operations.Count(operation => operation.Outcome == Outcome.Info),
            Refused = operations.Count(operation => operation.Outcome == Outcome.Fail),
            PerSecond = seconds == 0 ? 0 : latencies.Length / seconds,
            P50Ms = latencies is [] ? 0 : Quantiles.OfSorted(latencies, 0.5),
            P99Ms = latencies is [] ? 0 : Quantiles.OfSorted(latencies, 0.99),
            MaxMs = latencies is [] ? 0 : latencies[^1],
        };
    }

    private static double Milliseconds(Operation operation) => (operation.Returned - operation.Scheduled) / 1e6;

    private static double Seconds(VolleyHistory volley) =>
        (volley.Operations.Max(operation => operation.Returned) - volley.Operations.Min(operation => operation.Scheduled)) / 1e9;
}
