using Lab.Chaos.Predict.Forecasts;

namespace Lab.Chaos.Tests.Predict.Forecasts;

/// <summary>V = r + |r(2 load) - r| + |r(2 latency) - r| + s.</summary>
public sealed class VolatilityTests
{
    [Fact]
    public void It_is_the_sum_of_rate_sensitivities_and_deviation()
    {
        var volatility = Volatility.Of([(10, 100), (30, 100)], [(50, 100)], [(5, 100)]);

        Assert.Equal(0.2, volatility.Rate, 12);
        Assert.Equal(Math.Sqrt(0.02), volatility.Deviation, 12);
        Assert.Equal(0.2 + 0.3 + 0.15 + Math.Sqrt(0.02), volatility.Value, 12);
    }

    [Fact]
    public void A_boundary_that_breaks_only_under_load_is_volatile()
    {
        var volatility = Volatility.Of([(0, 100), (0, 100)], [(25, 100)], [(0, 100)]);

        Assert.Equal(0.25, volatility.Value, 12);
    }

    [Fact]
    public void Larger_worlds_weigh_more_in_the_rate()
    {
        var volatility = Volatility.Of([(0, 300), (100, 100)], [(0, 1)], [(0, 1)]);

        Assert.Equal(0.25, volatility.Rate, 12);
    }

    [Fact]
    public void A_world_without_requests_has_no_rate()
    {
        var volatility = Volatility.Of([(0, 0)], [(0, 0)], [(0, 0)]);

        Assert.Equal(0, volatility.Value);
    }
}
