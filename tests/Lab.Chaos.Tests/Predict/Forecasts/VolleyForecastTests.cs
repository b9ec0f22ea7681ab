using Lab.Chaos.Predict.Forecasts;
using Lab.Chaos.Predict.Swarm;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Statistics;
using Lab.Contracts;

namespace Lab.Chaos.Tests.Predict.Forecasts;

/// <summary>Simulated volleys are counted as measured ones are.</summary>
public sealed class VolleyForecastTests
{
    private static readonly VolleyPlan Twenty = new(20, TimeSpan.FromMilliseconds(100), Alignment.Unaligned, 5);

    [Fact]
    public void The_volley_is_the_trial_however_many_of_its_requests_are_violated()
    {
        var forecast = VolleyForecast.Of(Alignment.Unaligned, Twenty, [0, 3, 0, 1], new Seed(1));

        Assert.Equal((2, 4, 0.5), (forecast.Violated, forecast.Volleys, forecast.PerVolley));
        Assert.Equal(ClopperPearson.Interval(2, 4), forecast.PerVolleyInterval);
        Assert.Equal(4 / 80.0, forecast.PerRequest, 12);
        Assert.True(forecast.PerRequestInterval!.Value.Contains(4 / 80.0));
    }

    [Fact]
    public void Clean_volleys_leave_open_what_their_number_leaves_open()
    {
        var forecast = VolleyForecast.Of(Alignment.Aligned, Twenty, new long[300], new Seed(1));

        Assert.Equal(0, forecast.PerVolley);
        Assert.Equal(CleanTrials.UpperBound(300), forecast.PerVolleyInterval.Upper);
        Assert.Null(forecast.PerRequestInterval);
    }
}
