using Lab.Chaos.Predict.Swarm;
using Lab.Chaos.Scenarios;

namespace Lab.Chaos.Tests.Predict.Swarm;

public sealed class LatencyTableTests
{
    private const int Draws = 400_000;

    // A fair run leaves five standard errors less than once in a million.
    private const double Errors = 5;

    [Theory]
    [InlineData(0.2, 1)]
    [InlineData(1, 5)]
    [InlineData(50, 250)]
    [InlineData(0.3, 20)]
    public void Draws_have_the_mean_of_the_lognormal(double median, double p99)
    {
        var sigma = Math.Log(p99 / median) / 2.3263478740408408;
        var mean = median * Math.Exp(sigma * sigma / 2);
        var deviation = mean * Math.Sqrt(Math.Exp(sigma * sigma) - 1);
        var drawn = Drawn(median, p99).Average();

        // The table itself is off by less than one in a thousand: its last step ends at one in 500,000.
        Assert.Equal(mean, drawn, (Errors * deviation / Math.Sqrt(Draws)) + (mean / 1000));
    }

    [Theory]
    [InlineData(0.5, 1)]
    [InlineData(0.99, 5)]
    [InlineData(0.9999, 13.104)]
    public void So_many_draws_lie_below_each_quantile(double share, double milliseconds)
    {
        var below = Drawn(1, 5).Count(drawn => drawn <= milliseconds);

        Assert.Equal(Draws * share, below, Errors * Math.Sqrt(Draws * share * (1 - share)));
    }

    [Fact]
    public void Equal_quantiles_give_a_constant() => Assert.All(Drawn(3, 3).Take(100), drawn => Assert.Equal(3, drawn));

    [Fact]
    public void Times_between_faults_have_the_mean_that_was_asked_for()
    {
        var table = LatencyTable.Exponential(TimeSpan.FromSeconds(20));
        var rng = new Rng(11);
        var sum = 0.0;
        for (var n = 0; n < Draws; n++)
        {
            sum += table.Draw(ref rng) / 1e9;
        }

        Assert.Equal(20, sum / Draws, (Errors * 20 / Math.Sqrt(Draws)) + 0.02);
    }

    private static double[] Drawn(double median, double p99)
    {
        var table = LatencyTable.Lognormal(new Latency(TimeSpan.FromMilliseconds(median), TimeSpan.FromMilliseconds(p99)));
        var rng = new Rng(7);
        var drawn = new double[Draws];
        for (var n = 0; n < Draws; n++)
        {
            drawn[n] = table.Draw(ref rng) / 1e6;
        }

        return drawn;
    }
}
