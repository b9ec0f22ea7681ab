using Lab.Chaos.Debugging.Separation;
using Lab.Chaos.Histories;
using Lab.TestKit;

namespace Lab.Chaos.Tests.Debugging;

public sealed class GapSeparationTests
{
    [Fact]
    public void The_shortest_gap_is_between_moments_of_different_operations()
    {
        var volley = Volley(update: 2, read: 5);

        Assert.Equal(3, Gaps.Shortest(volley, new StepMark("update", MarkKind.Touched), new StepMark("request", MarkKind.Touched)));
        Assert.Equal(1, Gaps.Shortest(volley, new StepMark("request", MarkKind.Sent), new StepMark("update", MarkKind.Touched)));
        Assert.Null(Gaps.Shortest(volley, new StepMark("request", MarkKind.Touched), new StepMark("update", MarkKind.Touched)));
        Assert.Null(Gaps.Shortest(volley, new StepMark("update", MarkKind.Sent), new StepMark("update", MarkKind.Touched)));
    }

    [Fact]
    public void The_gap_that_parts_failing_from_passing_comes_first_with_its_cut()
    {
        VolleyHistory[] failing = [.. Enumerable.Range(0, 20).Select(n => Volley(update: 2, read: 3 + (n % 3)))];
        VolleyHistory[] passing = [.. Enumerable.Range(0, 20).Select(n => Volley(update: 2, read: 12 + (n % 5)))];

        var best = GapSeparation.Best(failing, passing, most: 3);

        var first = best.First(gap => gap is { From: "update has touched the key", To: "request has touched the key" });
        Assert.Equal((1.0, 20, 0, 0, 20), (first.Auc, first.FailingBelow, first.PassingBelow, first.FailingAbove, first.PassingAbove));
        Assert.True(first.P < 1e-4);
        Assert.Equal(1.0, best[0].Auc);
    }

    [Fact]
    public void Nothing_is_parted_where_all_fail() =>
        Assert.Empty(GapSeparation.Best([Volley(2, 3), Volley(2, 4)], [], most: 3));

    // An update from 0 ms and a read from 1 ms; both say when they touched the key, in ms.
    private static VolleyHistory Volley(long update, long read)
    {
        var drawn = new HistoryBuilder()
            .Timeline("""
                u |-----------ok-----------|
                r  |----------ok-----------|
                """)
            .Final()
            .Build();
        return drawn with
        {
            Operations =
            [
                drawn.Operations.Single(operation => operation.Id == "u") with { Step = "update", FirstRead = update * 1_000_000 },
                drawn.Operations.Single(operation => operation.Id == "r") with { FirstRead = read * 1_000_000 },
            ],
        };
    }
}
