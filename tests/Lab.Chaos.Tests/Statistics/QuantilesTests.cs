using Lab.Chaos.Statistics;

namespace Lab.Chaos.Tests.Statistics;

public sealed class QuantilesTests
{
    [Theory]
    // quantile(1:10) in R.
    [InlineData(0, 1)]
    [InlineData(0.25, 3.25)]
    [InlineData(0.5, 5.5)]
    [InlineData(0.75, 7.75)]
    [InlineData(0.95, 9.55)]
    [InlineData(1, 10)]
    public void They_are_those_of_R_type_7(double probability, double expected) =>
        Assert.Equal(expected, Quantiles.Of([10, 9, 8, 7, 6, 5, 4, 3, 2, 1], probability), tolerance: 1e-12);

    [Fact]
    public void The_median_of_an_odd_number_of_values_is_the_middle_one() =>
        Assert.Equal(3, Quantiles.Median([9, 1, 3]));

    [Fact]
    public void One_value_is_every_quantile() => Assert.Equal(4, Quantiles.Of([4], 0.99));

    [Fact]
    public void No_values_have_no_median() => Assert.Throws<ArgumentException>(() => Quantiles.Median([]));
}
