using Lab.Chaos.Statistics;

namespace Lab.Chaos.Tests.Statistics;

public sealed class MannWhitneyTests
{
    [Fact]
    public void Samples_that_do_not_overlap_are_told_apart_for_certain()
    {
        var (chance, p) = MannWhitney.Of([1, 2, 3, 4, 5], [6, 7, 8, 9, 10]);

        Assert.Equal(1, chance);
        Assert.Equal(0.0122, p, 4);   // scipy.stats.mannwhitneyu(..., method="asymptotic"): 0.01219
    }

    [Fact]
    public void The_same_values_say_nothing() => Assert.Equal((0.5, 1.0), MannWhitney.Of([2, 2, 2], [2, 2, 2]));

    [Fact]
    public void Ties_count_half() => Assert.Equal(0.875, MannWhitney.Of([1, 2], [2, 3]).Chance);
}
