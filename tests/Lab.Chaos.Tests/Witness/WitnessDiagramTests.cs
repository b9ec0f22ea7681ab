using System.Text.RegularExpressions;
using Lab.Chaos.Witness;

namespace Lab.Chaos.Tests.Witness;

/// <summary>A witness as a picture.</summary>
public sealed partial class WitnessDiagramTests
{
    private static readonly WitnessTimeline Oversell = new()
    {
        Variant = "naive",
        Condition = "unaligned",
        Volley = 22,
        Key = "event-7",
        Sentence = "a and b both read 1.",
        Lanes = [new("client", "client"), new("inventory-1", "replica"), new("inventory-2", "replica"), new("redis", "redis")],
        Steps =
        [
            Step("a", "client", "inventory-1", "request", "POST /orders", 0, 9),
            Step("b", "client", "inventory-2", "request", "POST /orders", 0.5, 10),
            Step("a", "inventory-1", "redis", "read", "GET = 1", 1, 1.2),
            Step("b", "inventory-2", "redis", "read", "GET = 1", 1.6, 1.8),
            Step("a", "inventory-1", "redis", "write", "DECR = 0", 6, 6.1),
            Step("b", "inventory-2", "redis", "write", "DECR = -1", 7, 7.1),
        ],
        TraceIds = ["1", "2"],
    };

    [Fact]
    public void Both_reads_before_either_write_are_shaded_and_named()
    {
        Assert.Equal(("redis", 1.6, 6), UnwrittenReads.Of(Oversell.Steps) is { } danger ? (danger.Target, danger.From, danger.To) : default);
        Assert.Contains("A and B have read redis, none has written: 4.40 ms", WitnessDiagram.Draw(Oversell).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void One_after_the_other_is_not_shaded()
    {
        WitnessStep[] serial = [Oversell.Steps[2], Oversell.Steps[4], Oversell.Steps[3] with { StartMs = 6.5 }, Oversell.Steps[5]];

        Assert.Null(UnwrittenReads.Of(serial));
        Assert.DoesNotContain("danger", WitnessDiagram.Draw(Oversell with { Steps = serial }).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Later_is_lower_and_never_closer_than_a_line()
    {
        var clock = WitnessClock.Of(Oversell);
        double[] places = [.. clock.Moments.Select(clock.Y)];

        Assert.All(places.Zip(places.Skip(1)), pair => Assert.True(pair.Second - pair.First >= 28));
        Assert.Equal([0, 0.5, 1, 1.6, 6, 7, 9, 10], clock.Moments);
    }

    [Fact]
    public void Every_lane_and_every_step_is_drawn_once()
    {
        var drawn = WitnessDiagram.Draw(Oversell).Text;

        Assert.Equal(Oversell.Steps.Count, Steps().Count(drawn));
        Assert.Equal(Oversell.Lanes.Count, Lanes().Count(drawn));
    }

    [Fact]
    public void A_step_of_a_lane_that_is_not_there_is_left_out() =>
        Assert.Equal(1, Steps().Count(WitnessDiagram.Draw(Oversell with { Steps = [Oversell.Steps[0], Step("a", "elsewhere", "redis", "read", "x", 3, 4)] }).Text));

    private static WitnessStep Step(string operation, string lane, string target, string kind, string label, double start, double end) =>
        new() { Operation = operation, Lane = lane, Target = target, Kind = kind, Label = label, StartMs = start, EndMs = end };

    [GeneratedRegex("<g class=\"step ", RegexOptions.NonBacktracking)]
    private static partial Regex Steps();

    [GeneratedRegex("<line class=\"lane\"", RegexOptions.NonBacktracking)]
    private static partial Regex Lanes();
}
