using Lab.Chaos.Statistics;
using Lab.Contracts;

namespace Lab.Chaos.Tests.Statistics;

public sealed class PermutationTestTests
{
    // Mandible lengths of golden jackals, mm. B. F. J. Manly, Randomization, Bootstrap and Monte Carlo Methods in Biology.
    private static readonly double[] Males = [120, 107, 110, 116, 114, 111, 113, 117, 114, 112];
    private static readonly double[] Females = [110, 111, 107, 108, 110, 105, 107, 106, 111, 111];

    [Fact]
    public void It_counts_every_split_of_the_jackals()
    {
        // 616 of the 184,756 splits are at least 4.8 mm apart in either direction. Manly drew 5,000 of them and found 9, one-sided:
        // 0.0018, where 308 / 184,756 = 0.0017 is exact.
        Assert.Equal(616.0 / 184_756, PermutationTest.TwoSided(Males, Females, new Seed(1)), tolerance: 1e-12);
    }

    [Fact]
    public void Two_against_two_can_never_fall_below_one_third()
    {
        // Of six splits, {3,4} against {1,2} and its mirror are as uneven.
        Assert.Equal(2.0 / 6, PermutationTest.TwoSided([3, 4], [1, 2], new Seed(1)), tolerance: 1e-12);
    }

    [Fact]
    public void Arms_with_equal_means_give_one() =>
        Assert.Equal(1, PermutationTest.TwoSided([1, 5], [2, 4, 3], new Seed(1)));

    [Fact]
    public void Too_many_splits_to_count_are_drawn_and_agree_with_what_counting_would_give()
    {
        // 30 against 30 of 0 and 1: the exact p-value is that of Fisher's test on the same table.
        double[] first = [.. Enumerable.Repeat(1.0, 20), .. Enumerable.Repeat(0.0, 10)];
        double[] second = [.. Enumerable.Repeat(1.0, 10), .. Enumerable.Repeat(0.0, 20)];
        var exact = FisherExact.TwoSided(new TwoByTwo(20, 30, 10, 30));

        // Standard error of 19,999 draws at this p: sqrt(p (1 - p) / m) = 0.0010; three of them.
        Assert.Equal(exact, PermutationTest.TwoSided(first, second, new Seed(5)), tolerance: 0.003);
    }

    [Fact]
    public void A_drawn_p_value_is_never_zero()
    {
        double[] high = [.. Enumerable.Repeat(100.0, 40)];
        double[] low = [.. Enumerable.Repeat(1.0, 40)];

        Assert.Equal(1.0 / 20_000, PermutationTest.TwoSided(high, low, new Seed(5)), tolerance: 1e-12);
    }

    [Fact]
    public void The_same_seed_draws_the_same_p_value()
    {
        var random = new Seed(9).Stream("values");
        double[] first = [.. Enumerable.Range(0, 40).Select(_ => random.NextDouble())];
        double[] second = [.. Enumerable.Range(0, 40).Select(_ => random.NextDouble())];

        Assert.Equal(
            PermutationTest.TwoSided(first, second, new Seed(11)),
            PermutationTest.TwoSided(first, second, new Seed(11)));
    }

    [Fact]
    public void Swapping_the_arms_changes_nothing() =>
        Assert.Equal(
            PermutationTest.TwoSided(Males, Females, new Seed(1)),
            PermutationTest.TwoSided(Females, Males, new Seed(1)));

    [Fact]
    public void An_empty_arm_is_a_slip_of_the_caller() =>
        Assert.Throws<ArgumentException>(() => PermutationTest.TwoSided([], [1], new Seed(1)));
}
