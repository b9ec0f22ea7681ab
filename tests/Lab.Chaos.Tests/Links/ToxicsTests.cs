using Lab.Chaos.Links.Toxics;
using Lab.Contracts;
using Lab.Contracts.Control;

namespace Lab.Chaos.Tests.Links;

/// <summary>What toxics decide, without a socket.</summary>
public sealed class ToxicsTests
{
    private static readonly ToxicWish Wish = new() { Kind = ToxicKind.Latency, DelayMilliseconds = 10, Milliseconds = 1000 };

    [Fact]
    public void Each_example_is_a_wish_without_a_problem() => Assert.All(KnownToxics.All, rule =>
    {
        var wish = System.Text.Json.JsonSerializer.Deserialize<ToxicWish>(rule.Example, System.Text.Json.JsonSerializerOptions.Web);
        Assert.Equal(rule.Kind, wish!.Kind);
        Assert.Empty(ToxicCheck.Problems(wish));
    });

    [Fact]
    public void A_share_hits_about_so_many_connections()
    {
        var hit = Enumerable.Range(0, 10_000).Count(number => Victim.IsHit(Wish with { Share = 0.3, Seed = 3 }, number));

        Assert.InRange(hit, 2_800, 3_200);
    }

    [Fact]
    public void A_larger_share_hits_those_of_a_smaller_one_and_more() => Assert.All(
        Enumerable.Range(0, 1_000).Where(number => Victim.IsHit(Wish with { Share = 0.2 }, number)),
        number => Assert.True(Victim.IsHit(Wish with { Share = 0.5 }, number)));

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(1, 1, 819_000)]
    public void Loss_stalls_by_timeouts_that_double(double share, int bytes, long milliseconds) =>
        Assert.Equal(milliseconds, new Loss(share, new Seed(1).Stream("loss")).Delay(bytes) / 1_000_000);

    [Fact]
    public void The_share_of_stalled_segments_is_the_loss()
    {
        var loss = new Loss(0.1, new Seed(1).Stream("loss"));
        long[] delays = [.. Enumerable.Range(0, 20_000).Select(_ => loss.Delay(100) / 1_000_000)];

        Assert.Equal(0.1, delays.Count(delay => delay > 0) / 20_000.0, 0.01);
        Assert.Equal(0.01, delays.Count(delay => delay > 200) / 20_000.0, 0.003);
        Assert.All(delays.Distinct(), delay => Assert.Contains(delay, (long[])[0, 200, 600, 1400, 3000, 6200, 12600]));
    }

    [Fact]
    public void A_bucket_lets_bytes_through_at_its_rate()
    {
        var bandwidth = new Bandwidth(100_000, since: 0);
        long next = long.MaxValue;

        Assert.Equal(0, bandwidth.Allow(10_000, 0, ref next));
        Assert.InRange(next, 14_000_000, 15_000_000);   // a segment's worth
        Assert.InRange(bandwidth.Allow(10_000, 15_000_000, ref next), 1_448, 1_500);
        Assert.Equal(2_000, bandwidth.Allow(10_000, 60_000_000_000, ref next));   // no more than 20 ms are saved up
    }

    [Fact]
    public void All_problems_of_a_wish_are_said_at_once() => Assert.Equal(
        [
            "A toxic of kind Status needs 'statusCodes'. Example: " + Status.Rule.Example,
            "A toxic of kind Status does not read 'loss'. Leave it out; it reads statusCodes, body, contentType.",
            "'share' is 2; it must be 0 to 1 (0.25 hits every fourth connection).",
            "A toxic of kind Status cannot be of direction Upstream. Use Both or Downstream, or leave it out.",
            "'clients' must be process ids, at least one. Leave it out to hit the connections of all clients.",
        ],
        ToxicCheck.Problems(new ToxicWish { Kind = ToxicKind.Status, Loss = 0.1, Share = 2, Direction = ToxicDirection.Upstream, Clients = [], Milliseconds = 10 }));

    [Theory]
    [InlineData(5.0, 1.0, null, "'jitterMilliseconds' and 'p99Milliseconds' are two distributions. Leave one of them out.")]
    [InlineData(null, 1.0, null, "'p99Milliseconds' is 1, less than the median, which is 'delayMilliseconds'. Make it at least 10.")]
    [InlineData(11.0, null, null, "'jitterMilliseconds' is 11, more than the delay; bytes cannot arrive before they were sent. Make it at most 10.")]
    [InlineData(null, null, 2.0, "'correlation' is 2; it must be 0 to 1 (0 for delays that do not depend on each other).")]
    public void A_distribution_that_cannot_be_is_refused(double? jitter, double? p99, double? correlation, string problem) => Assert.Equal(
        problem, ToxicCheck.Problems(Wish with { JitterMilliseconds = jitter, P99Milliseconds = p99, Correlation = correlation })[0]);
}
