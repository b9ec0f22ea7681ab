using Lab.Chaos.Predict;
using Lab.Chaos.Predict.Traces;

namespace Lab.Chaos.Tests.Predict.Traces;

/// <summary>What traces show counts in the ranking of a system that is described.</summary>
public sealed class TraceHazardsTests
{
    private static readonly TracePrediction Seen = new Traced()
        .Add("POST /orders", """
            redis GET stock:event-7
            redis DECRBY stock:event-7
            """)
        .Predict();

    [Fact]
    public void A_pair_is_a_hazard_of_the_boundary_where_it_does_harm()
    {
        var notes = TraceHazards.Of(SmallShop.Naive, Seen);

        Assert.Equal(
            [["seen in traces: check, then act"], []],
            SmallShop.Naive.Boundaries.Select((_, boundary) => notes[boundary].Select(note => note.Hazard)));
    }

    [Fact]
    public void A_pair_that_only_a_lease_keeps_apart_is_none()
    {
        var leased = Seen with { Pairs = [.. Seen.Pairs.Select(pair => pair with { OnlyLease = true })] };

        Assert.All(TraceHazards.Of(SmallShop.Naive, leased), Assert.Empty);
    }

    [Fact]
    public void A_prediction_tells_of_it_beside_the_hazards_of_the_steps()
    {
        var prediction = Predictor.Predict(
            SmallShop.Naive, Seen, SmallShop.Plan with { SearchesThresholds = false }, 2, new NoProgress(), CancellationToken.None);

        Assert.Equal(
            "seen in traces: check, then act",
            prediction.Boundaries.Single(boundary => boundary.Boundary == "shop -> redis").Hazards[^1].Hazard);
    }
}
