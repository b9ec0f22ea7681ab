using Lab.Chaos.Predict;
using Lab.Chaos.Predict.Forecasts;
using Lab.Chaos.Predict.Model;
using Lab.Chaos.Predict.Swarm;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Tests.Scenarios;
using Lab.Contracts;

namespace Lab.Chaos.Tests.Predict;

/// <summary>The case study's strategies, modelled from their code: what is predicted of them is what is known of them.</summary>
public sealed class TicketingPredictionTests
{
    private static readonly Scenario Ticketing = ScenarioReader.Read(ScenarioCatalog.Find("ticketing", Repository.Root, Repository.Root));

    private static readonly PredictionPlan Plan = new()
    {
        Seed = new Seed(42),
        Agents = 500,
        Cycles = 1_000,
        Volleys = 50,
        SearchesThresholds = false,
    };

    // A pause must fall into one of the few milliseconds of a lease, on a key that others want: that takes a while.
    private static readonly PredictionPlan Long = Plan with { Cycles = 10_000 };

    [Fact]
    public void The_suspect_breaks_where_its_count_is_cached()
    {
        var first = Predict(Model("naive")).Boundaries[0];

        Assert.Equal(("inventory -> redis", Anomaly.StaleCheck), (first.Boundary, first.Witness!.Anomaly));
        Assert.All(first.Volleys, arm => Assert.NotEqual(0, arm.Violated));
        Assert.Contains(first.Hazards, hazard => hazard.Hazard == "read-then-write");
    }

    // The wrong fix is not among them: a crowd that keeps both processors busy for a second outlives its lease, pauses or not.
    [Theory]
    [InlineData("redlock")]
    [InlineData("row-lock")]
    [InlineData("atomic")]
    [InlineData("optimistic")]
    [InlineData("refuse-all")]
    public void No_strategy_that_holds_has_a_boundary_above_the_floor(string variant) =>
        Assert.DoesNotContain(Predict(Model(variant)).Boundaries, boundary => boundary.IsAboveFloor);

    [Fact]
    public void Replicas_that_pause_past_their_lease_break_the_lease_alone()
    {
        var first = Predict(Pausing(Model("redlock-only")), Long).Boundaries[0];

        Assert.Equal("inventory -> postgres", first.Boundary);
        Assert.True(first.Anomalies.ContainsKey(Anomaly.LostUpdate), "A holder that slept overwrote what was sold meanwhile.");
        Assert.Contains(first.Hazards, hazard => hazard.Hazard == "lock-without-fencing");
    }

    [Theory]
    [InlineData("redlock")]
    [InlineData("row-lock")]
    public void A_row_lock_holds_whoever_pauses(string variant) => Assert.DoesNotContain(
        Predict(Pausing(Model(variant)), Long).Boundaries, boundary => boundary.IsAboveFloor);

    [Fact]
    public void A_lock_on_the_event_would_mend_the_suspect()
    {
        var model = Model("naive");

        Assert.DoesNotContain(
            Predict(model.With(WhatIfReader.Read(["redis.lock=event"], model))).Boundaries,
            boundary => boundary.IsAboveFloor);
    }

    private static SystemModel Model(string variant) =>
        Modelled.Of(Ticketing, Ticketing.Variants.Single(known => known.Name == variant), processors: 2);

    private static SystemModel Pausing(SystemModel model) => model with
    {
        Swarm = model.Swarm with
        {
            Pauses = new Dictionary<string, PauseModel> { ["inventory"] = new(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(2)) },
        },
    };

    private static Prediction Predict(SystemModel model) => Predict(model, Plan);

    private static Prediction Predict(SystemModel model, PredictionPlan plan) =>
        Predictor.Predict(model, plan, threads: 2, new NoProgress(), TestContext.Current.CancellationToken);
}
