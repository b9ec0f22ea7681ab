using Lab.Chaos.Statistics;
using Lab.Contracts;

namespace Lab.Chaos.Tests.Statistics;

public sealed class FisherExactTests
{
    [Theory]
    // Fisher's tea tasting: of four cups with milk first, three were recognized. 0.2429 and 0.4857 on R's page of fisher.test.
    [InlineData(3, 4, 1, 4, 17.0 / 70, 34.0 / 70)]
    // All four recognized: 1/70, the number in The Design of Experiments.
    [InlineData(4, 4, 0, 4, 1.0 / 70, 2.0 / 70)]
    // Convictions of like-sex twins of criminals: 10 of 13 monozygotic, 2 of 17 dizygotic. R's page of fisher.test.
    [InlineData(10, 13, 2, 17, 0.0004652, 0.0005367)]
    public void It_gives_the_published_p_values(
        long violated, long trials, long otherViolated, long otherTrials, double greater, double twoSided)
    {
        var table = new TwoByTwo(violated, trials, otherViolated, otherTrials);

        Assert.Equal(greater, FisherExact.Greater(table), tolerance: 0.0002 * greater);
        Assert.Equal(twoSided, FisherExact.TwoSided(table), tolerance: 0.0002 * twoSided);
    }

    [Fact]
    public void Arms_that_do_not_differ_at_all_give_one() =>
        Assert.Equal(1, FisherExact.TwoSided(new TwoByTwo(5, 10, 5, 10)), tolerance: 1e-12);

    [Fact]
    public void Without_trials_nothing_can_be_told_apart() =>
        Assert.Equal(1, FisherExact.TwoSided(new TwoByTwo(0, 0, 0, 0)), tolerance: 1e-12);

    [Fact]
    public void The_one_sided_test_looks_only_for_more_violations_in_the_first_arm()
    {
        var fewer = new TwoByTwo(1, 10, 9, 10);

        Assert.True(FisherExact.Greater(fewer) > 0.99);
        Assert.True(FisherExact.TwoSided(fewer) < 0.01);
    }

    [Fact]
    public void Swapping_the_arms_changes_nothing_in_the_two_sided_test()
    {
        var random = new Seed(7).Stream("tables");
        for (var i = 0; i < 200; i++)
        {
            var (n1, n2) = (random.Next(0, 40), random.Next(0, 40));
            var (a, c) = (random.Next(0, n1 + 1), random.Next(0, n2 + 1));

            Assert.Equal(
                FisherExact.TwoSided(new TwoByTwo(a, n1, c, n2)),
                FisherExact.TwoSided(new TwoByTwo(c, n2, a, n1)),
                tolerance: 1e-10);
        }
    }

    /// <summary>A p-value below 0.05 must not come up in more than 5 % of experiments whose arms are alike.</summary>
    [Fact]
    public void It_cries_wolf_in_at_most_five_percent_of_experiments()
    {
        const int trials = 15;
        const double truth = 0.3;
        double Probability(int hits) => MathNet.Numerics.Distributions.Binomial.PMF(truth, trials, hits);

        var wolf =
            from a in Enumerable.Range(0, trials + 1)
            from c in Enumerable.Range(0, trials + 1)
            where FisherExact.TwoSided(new TwoByTwo(a, trials, c, trials)) <= 0.05
            select Probability(a) * Probability(c);

        Assert.InRange(wolf.Sum(), 0.001, 0.05);
    }

    [Fact]
    public void Thousands_of_volleys_do_not_overflow() =>
        Assert.InRange(FisherExact.TwoSided(new TwoByTwo(4_000, 5_000, 1_000, 5_000)), 0, 1e-200);
}
