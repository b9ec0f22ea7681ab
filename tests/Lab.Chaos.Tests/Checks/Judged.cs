using Lab.Chaos.Checks;
using Lab.Chaos.Histories;
using Lab.Chaos.Scenarios;
using Lab.Contracts;
using Lab.TestKit;

namespace Lab.Chaos.Tests.Checks;

/// <summary>Arms made of many small volleys, judged for real.</summary>
internal static class Judged
{
    private static readonly Invariant[] Invariants =
    [
        Some.Invariant("sold <= capacity"),
        Some.Invariant("sold = capacity") with { Otherwise = Verdict.Unknown },
    ];

    /// <summary>One volley of two requests for each number: so many units were sold of one.</summary>
    public static VolleyHistory[] Selling(string variant, string condition, IEnumerable<int> sold, int from = 0) =>
        [.. sold.Select((units, i) => new HistoryBuilder(stock: 1, number: from + i)
            .Arm(variant, condition)
            .Timeline("""
                a |--ok--|
                b   |--fail--|
                """)
            .Final(("sold", units), ("capacity", 1))
            .Build())];

    public static ArmSummary Arm(string variant, string condition, params IEnumerable<int> sold) =>
        Summary(variant, condition, Selling(variant, condition, sold));

    public static ArmSummary Summary(string variant, string condition, params VolleyHistory[] volleys) =>
        ArmSummary.Of(
            variant, condition, [.. volleys.Select(volley => VolleyJudge.Judge(volley, Invariants))], volleys, new Seed(42));
}
