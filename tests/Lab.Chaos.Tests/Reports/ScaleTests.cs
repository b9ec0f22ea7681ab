using Lab.Chaos.Reports.Page.Charts;

namespace Lab.Chaos.Tests.Reports;

/// <summary>Where values stand on a line.</summary>
public sealed class ScaleTests
{
    [Fact]
    public void Logarithms_make_equal_factors_equally_long()
    {
        var scale = Scale.Logarithmic([0.7, 300]);

        Assert.Equal([0.1, 1, 10, 100, 1000], scale.Ticks);
        Assert.Equal((0.25, 0.5, 1), (scale.At(1), Math.Round(scale.At(10), 9), scale.At(5000)));
    }

    [Fact]
    public void Without_values_there_is_still_a_line() => Assert.Equal([1, 10], Scale.Logarithmic([]).Ticks);

    [Theory]
    [InlineData(0, 151, 20, 0, 140)]
    [InlineData(117.7, 125.1, 1, 118, 125)]
    [InlineData(0, 0, 0.2, 0, 1)]
    public void Ticks_are_round(double from, double to, double step, double first, double last)
    {
        var ticks = Scale.Linear(from, to).Ticks;

        Assert.Equal((first, last, step), (ticks[0], Math.Round(ticks[^1], 9), Math.Round(ticks[1] - ticks[0], 9)));
    }
}
