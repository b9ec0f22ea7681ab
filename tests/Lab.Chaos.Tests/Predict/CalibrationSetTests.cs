using Lab.Chaos.Predict;
using Lab.Chaos.Predict.Forecasts;
using Lab.Chaos.Predict.Model;
using Lab.Chaos.Scenarios;
using Lab.Contracts;

namespace Lab.Chaos.Tests.Predict;

/// <summary>The predictor is trusted because it finds what is known to be wrong, and finds nothing where it was mended.</summary>
public sealed class CalibrationSetTests
{
    private static readonly PredictionPlan Plan = new()
    {
        Seed = new Seed(42),
        Agents = 500,
        Cycles = 3_000,
        Volleys = 50,
        SearchesThresholds = false,
    };

    public static TheoryData<string> Systems => [.. CalibrationSystems.Names];

    [Fact]
    public void There_are_eight_ways_to_be_wrong() => Assert.Equal(
        [
            "check-then-act", "double-charge", "duplicate-delivery", "leaked-hold", "lease-too-short", "lost-update", "phantom-seat", "stale-related",
        ],
        CalibrationSystems.Names);

    [Theory]
    [MemberData(nameof(Systems))]
    public void Each_has_a_suspect_and_a_fix_and_two_innocent_boundaries_at_least(string system)
    {
        var scenario = CalibrationSystems.Read(system);
        var boundaries = CalibrationSystems.Wrong(system).Boundaries.Select(boundary => boundary.ToString()).ToList();

        Assert.Equal(system, scenario.Name);
        Assert.Equal([("wrong", VariantRole.Suspect), ("repaired", VariantRole.Fix)], scenario.Variants.Select(variant => (variant.Name, variant.Role)));
        Assert.Contains(CalibrationSystems.WrongBoundary(system), boundaries);
        Assert.InRange(boundaries.Count, 3, 6);
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public void The_wrong_boundary_ranks_first(string system)
    {
        var prediction = Predict(CalibrationSystems.Wrong(system));

        var first = prediction.Boundaries[0];
        Assert.Equal(CalibrationSystems.WrongBoundary(system), first.Boundary);
        Assert.True(first.IsAboveFloor, $"Rate {first.WorstPerRequest} per request.");
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public void The_repaired_twin_is_violated_there_in_less_than_one_request_in_ten_thousand(string system)
    {
        var prediction = Predict(CalibrationSystems.Repaired(system));

        var mended = prediction.Boundaries.Single(boundary => boundary.Boundary == CalibrationSystems.WrongBoundary(system));
        Assert.True(mended.Requests > 10_000, $"Only {mended.Requests} requests.");
        Assert.False(mended.IsAboveFloor, $"Rate {mended.WorstPerRequest} per request.");
    }

    private static Prediction Predict(SystemModel model) =>
        Predictor.Predict(model, Plan, threads: 2, new NoProgress(), TestContext.Current.CancellationToken);
}
