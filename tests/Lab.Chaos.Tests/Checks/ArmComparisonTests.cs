using Lab.Chaos.Checks;
using Lab.Chaos.Statistics;
using Lab.Contracts;

namespace Lab.Chaos.Tests.Checks;

public sealed class ArmComparisonTests
{
    [Fact]
    public void Shares_of_volleys_are_compared_by_fishers_test()
    {
        var aligned = Judged.Arm("naive", "volley", Sold(violated: 20, clean: 10));
        var unaligned = Judged.Arm("naive", "unaligned", Sold(violated: 5, clean: 25));

        var comparison = ArmComparison.Of(aligned, unaligned, new Seed(1));

        Assert.Equal(ComparisonTest.FisherOnVolleys, comparison.Test);
        Assert.Equal(FisherExact.TwoSided(new TwoByTwo(20, 30, 5, 30)), comparison.P);
        Assert.Equal(
            "naive, volley: 20 of 30 volleys; naive, unaligned: 5 of 30; risk ratio 4 (95 %: 1.73 to 9.26), "
            + "Fisher's exact test on volleys p = 0.00018.",
            comparison.Sentence);
    }

    [Fact]
    public void A_clean_fix_says_that_its_ratio_is_corrected()
    {
        var suspect = Judged.Arm("naive", "volley", Sold(violated: 9, clean: 1));
        var fix = Judged.Arm("redlock", "volley", Sold(violated: 0, clean: 300));

        var comparison = ArmComparison.Of(suspect, fix, new Seed(1));

        Assert.True(comparison.RiskRatio!.Corrected);
        Assert.EndsWith(
            ", 0.5 added to each cell), Fisher's exact test on volleys p < 0.000000001.",
            comparison.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_both_arms_are_violated_nearly_always_units_are_compared_instead()
    {
        var aligned = Judged.Arm("naive", "volley", Enumerable.Repeat(41, 20));
        var unaligned = Judged.Arm("naive", "unaligned", [.. Enumerable.Repeat(11, 19), 1]);

        var comparison = ArmComparison.Of(aligned, unaligned, new Seed(1));

        Assert.Equal(ComparisonTest.PermutationOnUnits, comparison.Test);
        Assert.Equal(30.5, comparison.UnitsApart);
        Assert.Equal(
            "naive, volley: 40 units oversold per volley; naive, unaligned: 9.5; both violated in more than 90 % of volleys, "
            + "so units are compared: permutation test p = 0.00005.",
            comparison.Sentence);
    }

    [Fact]
    public void Exactly_ninety_percent_in_either_arm_is_not_enough_to_leave_the_volleys()
    {
        var always = Judged.Arm("naive", "volley", Sold(violated: 20, clean: 0));
        var often = Judged.Arm("naive", "unaligned", Sold(violated: 18, clean: 2));

        Assert.Equal(ComparisonTest.FisherOnVolleys, ArmComparison.Of(always, often, new Seed(1)).Test);
        Assert.Equal(ComparisonTest.FisherOnVolleys, ArmComparison.Of(often, always, new Seed(1)).Test);
    }

    [Fact]
    public void An_arm_without_volleys_that_count_cannot_be_compared()
    {
        var suspect = Judged.Arm("naive", "volley", Sold(violated: 9, clean: 1));
        var refusing = Judged.Arm("refuse-all", "volley", 0, 0, 0);

        var comparison = ArmComparison.Of(suspect, refusing, new Seed(1));

        Assert.Equal(ComparisonTest.None, comparison.Test);
        Assert.Null(comparison.P);
        Assert.Equal(
            "refuse-all, volley has no volley that counts: nothing to compare.", comparison.Sentence);
    }

    private static IEnumerable<int> Sold(int violated, int clean) =>
        [.. Enumerable.Repeat(2, violated), .. Enumerable.Repeat(1, clean)];
}
