using System.Globalization;
using System.Text.Json.Serialization;
using Lab.Chaos.Statistics;
using Lab.Contracts;

namespace Lab.Chaos.Checks;

/// <summary>Which question the p-value of a comparison answers.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ComparisonTest>))]
internal enum ComparisonTest
{
    /// <summary>An arm has no volley that counts.</summary>
    None,

    /// <summary>Is another share of volleys violated? Fisher's exact test, two-sided.</summary>
    FisherOnVolleys,

    /// <summary>Are more units oversold per volley? Permutation test, two-sided.</summary>
    PermutationOnUnits,
}

/// <summary>
/// Two arms under one changed variable: suspect and fix, or aligned and unaligned. One test is chosen by a fixed rule and only its
/// p-value is given, so that nobody can pick the smaller of two.
/// </summary>
internal sealed record ArmComparison
{
    /// <summary>Above this share of violated volleys in both arms the volleys no longer tell them apart, and units are compared.</summary>
    public const double Saturated = 0.9;

    public required string First { get; init; }

    public required string Second { get; init; }

    public required ComparisonTest Test { get; init; }

    /// <summary>Two-sided; null when <see cref="Test"/> is None.</summary>
    public required double? P { get; init; }

    /// <summary>Violated share of the first arm's volleys over that of the second; null when <see cref="Test"/> is None.</summary>
    public required RiskRatio? RiskRatio { get; init; }

    /// <summary>Mean units oversold per volley, first minus second; null when <see cref="Test"/> is None.</summary>
    public required double? UnitsApart { get; init; }

    /// <summary>Test, counts, p-value and ratio, to be checked by hand.</summary>
    public required string Sentence { get; init; }

    public static ArmComparison Of(ArmSummary first, ArmSummary second, Seed seed)
    {
        var test = Choose(first, second);
        if (test is ComparisonTest.None)
        {
            return new ArmComparison
            {
                First = first.Name,
                Second = second.Name,
                Test = test,
                P = null,
                RiskRatio = null,
                UnitsApart = null,
                Sentence = $"{(first.Counted == 0 ? first.Name : second.Name)} has no volley that counts: nothing to compare.",
            };
        }

        var table = new TwoByTwo(first.Violated, first.Counted, second.Violated, second.Counted);
        var ratio = RiskRatio.Of(table);
        var p = test is ComparisonTest.FisherOnVolleys
            ? FisherExact.TwoSided(table)
            : PermutationTest.TwoSided(first.Units.PerVolley, second.Units.PerVolley, seed);
        return new ArmComparison
        {
            First = first.Name,
            Second = second.Name,
            Test = test,
            P = p,
            RiskRatio = ratio,
            UnitsApart = first.Units.Mean - second.Units.Mean,
            Sentence = test is ComparisonTest.FisherOnVolleys
                ? VolleysSentence(first, second, ratio, p)
                : UnitsSentence(first, second, p),
        };
    }

    private static ComparisonTest Choose(ArmSummary first, ArmSummary second) =>
        first.Counted == 0 || second.Counted == 0 ? ComparisonTest.None
        : first.Rate > Saturated && second.Rate > Saturated ? ComparisonTest.PermutationOnUnits
        : ComparisonTest.FisherOnVolleys;

    private static string VolleysSentence(ArmSummary first, ArmSummary second, RiskRatio ratio, double p) =>
        $"{first.Name}: {first.Violated} of {first.Counted} volleys; {second.Name}: {second.Violated} of {second.Counted}; "
        + $"risk ratio {Number(ratio.Ratio)} (95 %: {Number(ratio.Interval.Lower)} to {Number(ratio.Interval.Upper)}"
        + (ratio.Corrected ? ", 0.5 added to each cell" : "")
        + $"), Fisher's exact test on volleys {Percent.P(p)}.";

    private static string UnitsSentence(ArmSummary first, ArmSummary second, double p) =>
        $"{first.Name}: {Number(first.Units.Mean!.Value)} units oversold per volley; "
        + $"{second.Name}: {Number(second.Units.Mean!.Value)}; both violated in more than 90 % of volleys, "
        + $"so units are compared: permutation test {Percent.P(p)}.";

    private static string Number(double value) =>
        value.ToString(Math.Abs(value) is >= 0.1 or 0 ? "0.##" : "0.####", CultureInfo.InvariantCulture);
}
