using Lab.Chaos.Stress;

namespace Lab.Chaos.Tests.Stress;

public sealed class SpreadTests
{
    [Fact]
    public void Percentiles_are_counted_from_the_earliest_moment_whatever_the_order()
    {
        var spread = Spread.Of(Enumerable.Range(0, 101).Reverse().Select(n => 5_000_000_000L + (n * 100_000)));

        Assert.Equal(new Spread(TimeSpan.FromMilliseconds(0.5), TimeSpan.FromMilliseconds(9.5)), spread);
        Assert.Equal(TimeSpan.FromMilliseconds(9), spread!.Width);
    }

    [Fact]
    public void One_moment_has_no_spread() => Assert.Null(Spread.Of([17]));

    [Fact]
    public void The_median_over_volleys_leaves_out_those_that_saw_nothing()
    {
        var median = VolleySpread.Median([Volley(1), Volley(null), Volley(4), Volley(2)]);

        Assert.Equal(Volley(2), median);
    }

    private static VolleySpread Volley(int? milliseconds) => new()
    {
        Sent = milliseconds is { } sent ? TimeSpan.FromMilliseconds(sent) : null,
        Received = null,
        FirstRead = null,
    };
}
