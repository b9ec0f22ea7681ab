using Lab.Chaos.Statistics;

namespace Lab.Chaos.Tests.Statistics;

public sealed class CleanTrialsTests
{
    [Theory]
    // The rule of three (Hanley, Lippman-Hand 1983): about 3 / p.
    [InlineData(0.5, 5)]
    [InlineData(0.1, 29)]
    [InlineData(0.05, 59)]
    [InlineData(0.01, 299)]
    [InlineData(1.0 / 300, 898)]
    [InlineData(0.001, 2_995)]
    [InlineData(1e-12, 2_995_732_273_554)]
    public void So_many_clean_trials_exclude_a_rate(double rate, long needed) =>
        // The last digits of the largest are beyond a double.
        Assert.InRange(CleanTrials.Needed(rate), needed - (needed / 1_000_000_000), needed + (needed / 1_000_000_000));

    [Fact]
    public void One_trial_fewer_does_not_exclude_it()
    {
        var needed = CleanTrials.Needed(0.04);

        Assert.True(Math.Pow(0.96, needed) <= 0.05);
        Assert.True(Math.Pow(0.96, needed - 1) > 0.05);
    }

    [Fact]
    public void What_always_happens_is_excluded_by_one_trial() => Assert.Equal(1, CleanTrials.Needed(1));

    [Theory]
    [InlineData(0)]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void No_number_of_trials_excludes_a_rate_of_zero(double rate) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => CleanTrials.Needed(rate));

    [Fact]
    public void Trials_that_were_clean_already_count() => Assert.Equal(49, CleanTrials.StillNeeded(0.05, 10));

    [Fact]
    public void Nothing_is_needed_once_the_rate_is_excluded() => Assert.Equal(0, CleanTrials.StillNeeded(0.05, 59));

    [Fact]
    public void The_bound_is_the_two_sided_one_and_so_more_cautious_than_the_rule_of_three()
    {
        Assert.Equal(0.012221, CleanTrials.UpperBound(300), tolerance: 0.000001);
        Assert.True(CleanTrials.Needed(CleanTrials.UpperBound(300)) < 300);
    }

    [Fact]
    public void Without_trials_every_rate_is_open() => Assert.Equal(1, CleanTrials.UpperBound(0));
}
