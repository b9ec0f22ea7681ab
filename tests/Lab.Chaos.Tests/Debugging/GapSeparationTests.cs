using Lab.Chaos.Debugging.Separation;
using Lab.Chaos.Histories;
using Lab.TestKit;

namespace Lab.Chaos.Tests.Debugging;

/// <summary>Gaps between the moments that the history has, where no spans were collected.</summary>
public sealed class GapSeparationTests
{
    [Fact]
    public void The_shortest_gap_is_between_moments_of_different_operations()
    {
        var volley = Volley(update: 2, read: 5);

        Assert.Equal(3, Shortest(volley, new StepMark("update", MarkKind.Touched), new StepMark("request", MarkKind.Touched)));
        Assert.Equal(1, Shortest(volley, new StepMark("request", MarkKind.Sent), new StepMark("update", MarkKind.Touched)));
        Assert.Equal(double.PositiveInfinity, Shortest(volley, new StepMark("request", MarkKind.Touched), new StepMark("update", MarkKind.Touched)));
        Assert.Equal(double.PositiveInfinity, Shortest(volley, new StepMark("update", MarkKind.Sent), new StepMark("update", MarkKind.Touched)));
    }

    [Fact]
    public void The_gap_that_parts_failing_from_passing_comes_with_its_cut()
    {
        VolleyHistory[] failing = [.. Enumerable.Range(0, 20).Select(n => Volley(update: 2, read: 3 + (n % 3)))];
        VolleyHistory[] passing = [.. Enumerable.Range(0, 20).Select(n => Volley(update: 2, read: 12 + (n % 5)))];

        var gap = GapSeparation.Of(failing, passing).Single(gap => gap is { From: "update has touched the key", To: "request has touched the key" });

        Assert.Equal((1.0, 20, 0, 0, 20), (gap.Auc, gap.FailingBelow, gap.PassingBelow, gap.FailingAbove, gap.PassingAbove));
        Assert.Equal((2.0, 12.0, 3.0), (gap.FailingMs, gap.PassingMs, gap.CutMs));
        Assert.True(gap.P < 1e-6);
    }

    [Fact]
    public void A_volley_without_the_gap_counts_as_one_in_which_it_is_longer_than_any()
    {
        VolleyHistory[] failing = [.. Enumerable.Range(0, 20).Select(_ => Volley(update: 2, read: 3))];
        VolleyHistory[] passing = [.. Enumerable.Range(0, 20).Select(_ => Volley(update: 5, read: 3))];

        var gap = GapSeparation.Of(failing, passing).Single(gap => gap is { From: "update has touched the key", To: "request has touched the key" });

        Assert.Equal((1.0, 1.0, null), (gap.Auc, gap.FailingMs, gap.PassingMs));
    }

    private static double Shortest(VolleyHistory volley, StepMark from, StepMark to) => Gaps.Shortest(Gaps.Moments(volley, from), Gaps.Moments(volley, to));

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
