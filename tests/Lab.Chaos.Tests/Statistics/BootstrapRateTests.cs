using Lab.Chaos.Statistics;
using Lab.Contracts;

namespace Lab.Chaos.Tests.Statistics;

public sealed class BootstrapRateTests
{
    [Fact]
    public void The_same_seed_gives_the_same_interval()
    {
        var volleys = Volleys(new Seed(1), 30);

        Assert.Equal(
            BootstrapRate.Interval(volleys, new Seed(42)),
            BootstrapRate.Interval(volleys, new Seed(42)));
    }

    [Fact]
    public void Where_volleys_are_alike_it_agrees_with_the_textbook_formula()
    {
        // 100 volleys, half with 4 hits and half with 2, of 100 requests each: the standard error of the mean rate is
        // 0.01 / sqrt(100), so the interval is close to 0.03 +- 1.96 * 0.001.
        (double, long)[] volleys = [.. Enumerable.Range(0, 100).Select(i => (i % 2 == 0 ? 4.0 : 2.0, 100L))];

        var interval = BootstrapRate.Interval(volleys, new Seed(3));

        Assert.NotNull(interval);
        Assert.Equal(0.02804, interval.Value.Lower, tolerance: 0.0001);
        Assert.Equal(0.03196, interval.Value.Upper, tolerance: 0.0001);
    }

    /// <summary>The reason for the bootstrap: 20 volleys of 100 requests are 20 trials, not 2,000.</summary>
    [Fact]
    public void It_covers_the_truth_although_requests_of_a_volley_fail_together()
    {
        const double truth = 0.5 * 10 / 100;
        var (covered, naive) = (0, 0);
        for (var experiment = 0; experiment < 200; experiment++)
        {
            var volleys = Volleys(new Seed(experiment), 40);
            var hits = (long)volleys.Sum(volley => volley.Hits);

            covered += BootstrapRate.Interval(volleys, new Seed(experiment), 1_000)!.Value.Contains(truth) ? 1 : 0;
            naive += ClopperPearson.Interval(hits, 40 * 100).Contains(truth) ? 1 : 0;
        }

        Assert.True(covered >= 0.9 * 200, $"the bootstrap covered {covered} of 200");
        Assert.True(naive < 0.8 * 200, $"per-request Clopper-Pearson covered {naive} of 200");
    }

    [Fact]
    public void Clean_volleys_have_no_interval_because_resampling_them_would_claim_exactly_zero() =>
        Assert.Null(BootstrapRate.Interval([(0, 200), (0, 200), (0, 200)], new Seed(1)));

    [Fact]
    public void A_single_volley_has_no_interval() =>
        Assert.Null(BootstrapRate.Interval([(3, 200)], new Seed(1)));

    [Fact]
    public void The_rate_weighs_requests_not_volleys() =>
        Assert.Equal(4.0 / 400, BootstrapRate.Of([(3, 100), (1, 300)]));

    [Fact]
    public void Without_requests_there_is_no_rate() => Assert.Null(BootstrapRate.Of([]));

    [Fact]
    public void The_loop_allocates_nothing()
    {
        var volleys = Volleys(new Seed(1), 50);
        _ = Allocated(() => BootstrapRate.Interval(volleys, new Seed(1), 1_000));

        var few = Allocated(() => BootstrapRate.Interval(volleys, new Seed(1), 1_000));
        var many = Allocated(() => BootstrapRate.Interval(volleys, new Seed(1), 20_000));

        // Only the array of results grows: 8 bytes a resample. A collection that comes between makes the counter jump by what was left of a thread's 8 KB;
        // one small object a resample would be 456 KB.
        Assert.InRange(many - few, 0, (19_000 * sizeof(double)) + 16_384);
    }

    /// <summary>Each volley either loses ten of its hundred requests or none, with even odds.</summary>
    private static (double Hits, long Requests)[] Volleys(Seed seed, int count)
    {
        var random = seed.Stream("volleys");
        return [.. Enumerable.Range(0, count).Select(_ => (random.Next(2) * 10.0, 100L))];
    }

    private static long Allocated(Action action)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
