using Lab.Chaos.Checks;
using Lab.Chaos.Histories;
using Lab.Chaos.Statistics;
using Lab.Contracts.Histories;

namespace Lab.Chaos.Debugging.Fixes;

/// <summary>Stage 4: one variant where the suspect fails most, and what it costs.</summary>
internal sealed record FixArm
{
    /// <summary>
    /// What a variant costs is told by the volleys between these two, as long as there are so many: replicas go on compiling after they are warm, and one that
    /// ran a thousand volleys would be compared with one that has just begun.
    /// </summary>
    public const int CostFrom = 100;

    /// <inheritdoc cref="CostFrom"/>
    public const int CostTo = 300;

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

    /// <summary>Acknowledged requests per second of volleys; from <see cref="CostFrom"/> to <see cref="CostTo"/>.</summary>
    public required double PerSecond { get; init; }

    /// <summary>Latency of acknowledged requests of the same volleys, ms.</summary>
    public required double P50Ms { get; init; }

    /// <inheritdoc cref="P50Ms"/>
    public required double P99Ms { get; init; }

    /// <summary>The slowest acknowledged request of all volleys, ms.</summary>
    public required double MaxMs { get; init; }

    /// <summary>95 %, Clopper-Pearson.</summary>
    public Interval Interval => ClopperPearson.Interval(Violated, Counted);

    /// <summary>Enough clean volleys, and nobody was left waiting.</summary>
    public bool Holds => Violated == 0 && Unknown == 0 && Counted >= Needed && Stuck == 0;

    public static FixArm Of(string variant, string condition, int needed, IReadOnlyList<(VolleyHistory History, Verdict Verdict)> volleys)
    {
        List<Operation> operations = [.. volleys.SelectMany(volley => volley.History.UnderCondition)];
        VolleyHistory[] settled = [.. (volleys.Count >= CostTo ? volleys.Take(CostTo).Skip(CostFrom) : volleys).Select(volley => volley.History)];
        double[] latencies = [.. settled.SelectMany(volley => volley.UnderCondition).Where(IsOk).Select(Milliseconds).Order()];
        var seconds = settled.Where(volley => volley.Operations.Count > 0).Sum(Seconds);
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
            MaxMs = operations.Where(IsOk).Select(Milliseconds).DefaultIfEmpty().Max(),
        };
    }

    private static bool IsOk(Operation operation) => operation.Outcome == Outcome.Ok;

    private static double Milliseconds(Operation operation) => (operation.Returned - operation.Scheduled) / 1e6;

    private static double Seconds(VolleyHistory volley) =>
        (volley.Operations.Max(operation => operation.Returned) - volley.Operations.Min(operation => operation.Scheduled)) / 1e9;
}
