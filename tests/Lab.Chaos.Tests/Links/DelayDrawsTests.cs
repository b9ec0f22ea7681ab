using Lab.Chaos.Links.Toxics;
using Lab.Contracts;

namespace Lab.Chaos.Tests.Links;

public sealed class DelayDrawsTests
{
    private const int Many = 40_000;

    [Fact]
    public void Without_jitter_every_delay_is_the_same() =>
        Assert.All(Draw(new DelayDraws(100, jitter: null, p99: null, correlation: 0, Chance())).Take(100), delay => Assert.Equal(100, delay));

    [Theory]
    [InlineData(0)]
    [InlineData(0.7)]
    public void Jitter_spreads_evenly_around_the_delay_whatever_the_correlation(double correlation)
    {
        double[] sorted = [.. Draw(new DelayDraws(100, jitter: 20, p99: null, correlation, Chance())).Take(Many).Order()];

        Assert.InRange(sorted[0], 80, 81);
        Assert.InRange(sorted[^1], 119, 120);
        Assert.All(new[] { 0.1, 0.5, 0.9 }, share => Assert.Equal(80 + (40 * share), sorted[(int)(share * Many)], 1.5));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.7)]
    public void A_lognormal_has_the_median_and_the_tail_it_was_asked_for(double correlation)
    {
        double[] sorted = [.. Draw(new DelayDraws(50, jitter: null, p99: 400, correlation, Chance())).Take(Many).Order()];

        Assert.InRange(sorted[Many / 2], 47, 53);
        Assert.InRange(sorted[(int)(0.99 * Many)], 350, 450);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.25)]
    [InlineData(0.9)]
    public void Neighbours_are_as_alike_as_asked(double correlation)
    {
        double[] draws = [.. Draw(new DelayDraws(100, jitter: 50, p99: null, correlation, Chance())).Take(Many)];
        var mean = draws.Average();
        var measured = draws.Zip(draws.Skip(1), (a, b) => (a - mean) * (b - mean)).Sum() / draws.Sum(a => (a - mean) * (a - mean));

        // Of uniform values made from normal ones: 6/pi * asin(r/2).
        Assert.Equal(6 / Math.PI * Math.Asin(correlation / 2), measured, 0.03);
    }

    [Fact]
    public void The_same_seed_draws_the_same_delays() => Assert.Equal(
        Draw(new DelayDraws(100, jitter: 20, p99: null, correlation: 0.5, Chance())).Take(50),
        Draw(new DelayDraws(100, jitter: 20, p99: null, correlation: 0.5, Chance())).Take(50));

    private static Random Chance() => new Seed(11).Stream("delays");

    private static IEnumerable<double> Draw(DelayDraws draws)
    {
        while (true)
        {
            yield return draws.Next();
        }
    }
}
