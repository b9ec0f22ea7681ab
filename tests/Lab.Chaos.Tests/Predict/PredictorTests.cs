using Lab.Chaos.Predict;
using Lab.Chaos.Predict.Forecasts;
using Lab.Chaos.Predict.Model;
using Lab.Chaos.Predict.Swarm;
using Lab.Chaos.Scenarios;
using Lab.Contracts;

namespace Lab.Chaos.Tests.Predict;

/// <summary>A prediction from model to hotspot, on the real swarm.</summary>
public sealed class PredictorTests
{
    [Fact]
    public void The_racing_boundary_is_ranked_first_with_its_load_window_and_witness()
    {
        var prediction = Predict(SmallShop.Naive);

        var first = prediction.Boundaries[0];
        Assert.Equal("shop -> redis", first.Boundary);
        Assert.True(first.IsAboveFloor);
        Assert.Equal(("shop -> redis", "stock:{key}"), (prediction.Hotspot!.Boundary, prediction.Hotspot.Key));
        Assert.InRange(first.Thresholds[^1].Requests!.Value, 6, 20);
        Assert.Equal((1, 4), (first.Window!.FromStep, first.Window.ToStep));
        Assert.Equal(Anomaly.StaleCheck, first.Witness!.Anomaly);
        Assert.Matches("^replica [123] read stock=[1-5] at .*, replica [123] took 1 of stock, leaving 0 at .*, replica [123] took 1 of stock, leaving -[1-9] at ", first.Witness.Sentence);
    }

    [Fact]
    public void The_repaired_twin_has_no_boundary_above_the_floor()
    {
        var prediction = Predict(SmallShop.Atomic);

        Assert.DoesNotContain(prediction.Boundaries, boundary => boundary.IsAboveFloor);
        Assert.Null(prediction.Hotspot);
    }

    [Fact]
    public void The_same_seed_gives_the_same_bytes_on_one_thread_or_four()
    {
        var one = PredictionFile.Of(Predict(SmallShop.Naive, threads: 1)).ToJson();
        var four = PredictionFile.Of(Predict(SmallShop.Naive, threads: 4)).ToJson();

        Assert.Equal(one, four);
    }

    [Fact]
    public void Another_seed_gives_another_prediction()
    {
        var one = Predict(SmallShop.Naive);
        var other = Predict(SmallShop.Naive, plan: SmallShop.Plan with { Seed = new Seed(8) });

        Assert.NotEqual(one.Crowd, other.Crowd);
    }

    [Fact]
    public void It_stops_between_two_worlds_when_it_is_cancelled()
    {
        Assert.ThrowsAny<OperationCanceledException>(() =>
            Predictor.Predict(SmallShop.Naive, SmallShop.Plan, 2, new NoProgress(), new CancellationToken(canceled: true)));
    }

    [Fact]
    public void It_says_where_each_number_comes_from()
    {
        var numbers = Predict(SmallShop.Naive).Numbers;

        Assert.Contains(new NumberUsed("redis", "latency", "0.2 ms, p99 0.8 ms", Origin.Given), numbers);
        Assert.Contains(new NumberUsed("redis", "cpu", "0.05 ms", Origin.Assumed), numbers);
    }

    [Fact]
    public void The_same_system_without_a_slow_call_inside_the_window_races_less()
    {
        var slow = Predict(SmallShop.Naive).Volleys.Single(arm => arm.Alignment == Alignment.Unaligned);
        SystemModel direct = SmallShop.Model("direct", [.. SmallShop.Naive.Operations[0].Steps.Where(step => step.Kind != StepKind.Call)]);
        var fast = Predict(direct).Volleys.Single(arm => arm.Alignment == Alignment.Unaligned);

        Assert.True(fast.PerRequest < slow.PerRequest, $"{fast.PerRequest} and {slow.PerRequest}");
    }

    private static Prediction Predict(SystemModel model, int threads = 2, PredictionPlan? plan = null) =>
        Predictor.Predict(model, plan ?? SmallShop.Plan, threads, new NoProgress(), CancellationToken.None);
}
