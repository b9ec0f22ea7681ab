using Lab.Chaos.Predict.Forecasts;
using Lab.Chaos.Predict.Swarm;
using Lab.Contracts;

namespace Lab.Chaos.Tests.Predict.Forecasts;

/// <summary>Finds the load at which a known rate is crossed.</summary>
public sealed class ThresholdSearchTests
{
    // Violated share of volleys by number of requests: 0.25 % a request above 20. Volley n has the same luck at every number of requests.
    private static double Rate(int requests) => Math.Max(0, requests - 20) * 0.0025;

    [Fact]
    public void A_load_is_found_to_a_few_percent()
    {
        var thresholds = new ThresholdSearch(SmallShop.Naive, new KnownWorlds(run => Volley(run, Rate))).Of(0);

        Assert.Equal([0.001, 0.01, 0.1], thresholds.Select(threshold => threshold.Rate));
        Assert.InRange(thresholds[0].Requests!.Value, 20, 22);
        Assert.InRange(thresholds[1].Requests!.Value, 22, 27);
        Assert.InRange(thresholds[2].Requests!.Value, 55, 66);
    }

    [Fact]
    public void A_rate_that_is_not_reached_says_up_to_where_was_looked()
    {
        var thresholds = new ThresholdSearch(SmallShop.Naive, new KnownWorlds(run => Volley(run, _ => 0.004))).Of(0);

        Assert.NotNull(thresholds[0].Requests);
        Assert.Equal(new Threshold(0.01, null, 80), thresholds[1]);
        Assert.Equal(new Threshold(0.1, null, 80), thresholds[2]);
    }

    [Fact]
    public void Numbers_of_requests_are_compared_under_the_same_luck()
    {
        var worlds = new KnownWorlds(run => Volley(run, Rate));

        _ = new ThresholdSearch(SmallShop.Naive, worlds).Of(0);

        Assert.Equal(["threshold"], worlds.Asked.Select(run => run.Experiment).Distinct());
        foreach (var tried in worlds.Asked.GroupBy(run => run.Volley!.Requests))
        {
            Assert.Equal(Enumerable.Range(0, tried.Count()), tried.Select(run => run.Number));
        }
    }

    [Fact]
    public void Far_from_the_rate_few_volleys_are_tried()
    {
        var worlds = new KnownWorlds(run => Volley(run, _ => 1));

        _ = new ThresholdSearch(SmallShop.Naive, worlds).Of(0);

        Assert.All(worlds.Asked.CountBy(run => run.Volley!.Requests), tried => Assert.Equal(100, tried.Value));
    }

    private static WorldResult Volley(WorldRun run, Func<int, double> rate)
    {
        var luck = new Seed(run.Number).Stream(run.Experiment).NextDouble();
        return KnownWorlds.Result(run.Volley!.Requests, luck < rate(run.Volley.Requests) ? 1 : 0, 0);
    }
}
