using Lab.Chaos.Statistics;
using Lab.Contracts;

namespace Lab.Chaos.Checks;

/// <summary>
/// By how many units the limits were passed. Per volley the largest miss among violated findings that compare with a limit
/// (<c>sold &lt;= capacity</c>, <c>stock &gt;= 0</c>): both tell of the same units, so they are not added. Equalities
/// (<c>cached = stock</c>) are left out, because two places that disagree have sold nothing by it.
/// </summary>
internal sealed record UnitsOversold
{
    /// <summary>One number per counted volley, in order.</summary>
    public required IReadOnlyList<double> PerVolley { get; init; }

    public required double Total { get; init; }

    /// <summary>Mean units per counted volley; null when none counts.</summary>
    public required double? Mean { get; init; }

    /// <summary>Units per request sent under the condition, over counted volleys; null when none counts.</summary>
    public required double? PerRequest { get; init; }

    /// <summary>95 %, bootstrap over volleys; null with fewer than two volleys or with no unit oversold.</summary>
    public required Interval? PerRequestInterval { get; init; }

    /// <param name="counted">Volleys that hold or are violated.</param>
    /// <param name="seed">For the bootstrap.</param>
    public static UnitsOversold Of(IReadOnlyList<VolleyJudgement> counted, Seed seed)
    {
        double[] units = [.. counted.Select(InVolley)];
        (double, long)[] requests = [.. counted.Select((judgement, i) => (units[i], (long)judgement.Volley.Requests))];
        return new UnitsOversold
        {
            PerVolley = units,
            Total = units.Sum(),
            Mean = units is [] ? null : units.Average(),
            PerRequest = BootstrapRate.Of(requests),
            PerRequestInterval = BootstrapRate.Interval(requests, seed),
        };
    }

    private static double InVolley(VolleyJudgement judgement) => judgement.Findings
        .Where(finding => finding is { Verdict: Verdict.Violated, Compared.Operator: "<=" or "<" or ">=" or ">" })
        .Select(finding => finding.Excess)
        .DefaultIfEmpty(0)
        .Max();
}
