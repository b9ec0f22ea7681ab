using Lab.Chaos.Statistics;
using Lab.Contracts;

namespace Lab.Chaos.Tests.Statistics;

public sealed class ClopperPearsonTests
{
    [Theory]
    // R. G. Newcombe, Statistics in Medicine 17 (1998) 857, table I, method 5.
    [InlineData(81, 263, 0.2527, 0.3676)]
    [InlineData(15, 148, 0.0578, 0.1617)]
    [InlineData(0, 20, 0.0000, 0.1684)]
    [InlineData(1, 29, 0.0009, 0.1776)]
    // A. Agresti, Categorical Data Analysis, 0 vegetarians among 25 students.
    [InlineData(0, 25, 0.0000, 0.1372)]
    // The examples on R's page of binom.test.
    [InlineData(682, 925, 0.7077, 0.7654)]
    public void It_gives_the_published_values(long violated, long trials, double lower, double upper)
    {
        var interval = ClopperPearson.Interval(violated, trials);

        Assert.Equal(lower, interval.Lower, tolerance: 0.00005);
        Assert.Equal(upper, interval.Upper, tolerance: 0.00005);
    }

    [Fact]
    public void No_violation_in_three_hundred_trials_leaves_up_to_one_point_two_percent_open() =>
        Assert.Equal(new Interval(0, 1 - Math.Pow(0.025, 1 / 300.0)), ClopperPearson.Interval(0, 300));

    [Fact]
    public void Without_trials_nothing_is_known() =>
        Assert.Equal(new Interval(0, 1), ClopperPearson.Interval(0, 0));

    [Fact]
    public void Counting_clean_instead_of_violated_trials_mirrors_the_interval()
    {
        var violated = ClopperPearson.Interval(7, 40);
        var clean = ClopperPearson.Interval(33, 40);

        Assert.Equal(violated.Lower, 1 - clean.Upper, tolerance: 1e-12);
        Assert.Equal(violated.Upper, 1 - clean.Lower, tolerance: 1e-12);
    }

    [Fact]
    public void More_confidence_asks_for_a_wider_interval()
    {
        var usual = ClopperPearson.Interval(7, 40);
        var strict = ClopperPearson.Interval(7, 40, confidence: 0.99);

        Assert.True(strict.Lower < usual.Lower && usual.Upper < strict.Upper);
    }

    [Fact]
    public void A_million_trials_are_no_trouble()
    {
        // Normal approximation: 0.3 +- 1.96 sqrt(0.3 * 0.7 / 1e6) = 0.3 +- 0.000898.
        var interval = ClopperPearson.Interval(300_000, 1_000_000);

        Assert.Equal(0.299102, interval.Lower, tolerance: 0.000002);
        Assert.Equal(0.300898, interval.Upper, tolerance: 0.000002);
    }

    /// <summary>Exact: sums the binomial probabilities of all outcomes whose interval contains the truth.</summary>
    [Theory]
    [InlineData(12)]
    [InlineData(60)]
    public void The_truth_lies_inside_in_at_least_95_percent_of_experiments_whatever_the_truth_is(int trials)
    {
        var random = new Seed(20).Stream("coverage");
        for (var i = 0; i < 100; i++)
        {
            var truth = random.NextDouble();

            var coverage = Enumerable.Range(0, trials + 1)
                .Where(violated => ClopperPearson.Interval(violated, trials).Contains(truth))
                .Sum(violated => MathNet.Numerics.Distributions.Binomial.PMF(truth, trials, violated));

            Assert.True(coverage >= 0.95, $"covers {truth} in {coverage} of experiments with {trials} trials");
        }
    }

    [Theory]
    [InlineData(-1, 10)]
    [InlineData(11, 10)]
    [InlineData(0, -1)]
    public void More_violated_than_trials_is_a_slip_of_the_caller(long violated, long trials) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ClopperPearson.Interval(violated, trials));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(95)]
    [InlineData(double.NaN)]
    public void Confidence_is_a_share_not_a_percentage(double confidence)
    {
        var slip = Assert.Throws<ArgumentOutOfRangeException>(
            () => ClopperPearson.Interval(1, 10, confidence));

        Assert.StartsWith("Confidence must lie between 0 and 1; 0.95 is 95 %.", slip.Message, StringComparison.Ordinal);
    }
}
