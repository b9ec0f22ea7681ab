using Lab.Chaos.Isolate.Stubs.Replies;
using Lab.Contracts;
using MathNet.Numerics.Distributions;

namespace Lab.Chaos.Tests.Isolate.Stubs;

public sealed class DelayTests
{
    private const int Draws = 10_000;

    [Theory]
    [InlineData(0.1, 0.98978, 42)]
    [InlineData(1, 0.1, 42)]
    [InlineData(50, 0.692, 42)]
    [InlineData(50, 0.692, 7)]
    [InlineData(200, 1.5, 7)]
    [InlineData(900, 2.5, 7)]
    public void Lognormal_draws_pass_a_kolmogorov_smirnov_test(double median, double sigma, long seed)
    {
        var delay = new LognormalDelay(TimeSpan.FromMilliseconds(median), sigma);
        var asked = new LogNormal(Math.Log(median), sigma);

        Assert.True(KolmogorovSmirnov(delay, seed, asked.CumulativeDistribution) > 0.01);
    }

    [Fact]
    public void Uniform_draws_pass_it_too()
    {
        var delay = new UniformDelay(TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(30));

        Assert.True(KolmogorovSmirnov(delay, 42, x => (x - 10) / 20) > 0.01);
    }

    [Fact]
    public void Draws_of_another_distribution_do_not_pass_it()
    {
        var delay = new LognormalDelay(TimeSpan.FromMilliseconds(50), 0.692);
        var asked = new LogNormal(Math.Log(51.5), 0.692);

        Assert.True(KolmogorovSmirnov(delay, 42, asked.CumulativeDistribution) < 0.01);
    }

    [Fact]
    public void Two_mappings_draw_apart_for_the_same_request() => Assert.NotEqual(
        new Draws(new Seed(1)).Uniform(Guid.Empty, "a"), new Draws(new Seed(1)).Uniform(Guid.AllBitsSet, "a"));

    [Fact]
    public void An_id_too_long_for_the_buffer_is_drawn_for_as_well() =>
        Assert.InRange(new Draws(new Seed(1)).Uniform(Guid.Empty, new string('x', 5_000)), double.Epsilon, 1);

    [Fact]
    public void A_lognormal_delay_is_given_by_two_quantiles()
    {
        var delay = LognormalDelay.Of(TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(250));

        Assert.Equal((50, 250), (delay.At(0.5).TotalMilliseconds, Math.Round(delay.P99.TotalMilliseconds, 3)));
        Assert.Equal(0.692, delay.Sigma, 3);
    }

    [Fact]
    public void A_median_of_zero_means_no_delay_at_all() =>
        Assert.Equal(TimeSpan.Zero, LognormalDelay.Of(TimeSpan.Zero, TimeSpan.FromMilliseconds(250)).P99);

    [Fact]
    public void No_tail_is_longer_than_ten_minutes() =>
        Assert.Equal(TimeSpan.FromMinutes(10), new LognormalDelay(TimeSpan.FromMinutes(1), 5).At(1 - 1e-15));

    /// <summary>
    /// P-value of the one-sample test: D is the largest distance between the drawn and the asked distribution, and
    /// P = 2 Σ (-1)^(k-1) exp(-2 k² λ²) with λ = D (√n + 0.12 + 0.11/√n) (M. A. Stephens, JRSS B 32 (1970) 115).
    /// </summary>
    private static double KolmogorovSmirnov(StubDelay delay, long seed, Func<double, double> asked)
    {
        var draws = new Draws(new Seed(seed));
        double[] drawn = [.. Enumerable.Range(0, Draws).Select(n => delay.At(draws.Uniform(Guid.Empty, $"run-0-{n}")).TotalMilliseconds).Order()];
        var distance = drawn.Select((x, n) => Math.Max(asked(x) - ((double)n / Draws), ((n + 1.0) / Draws) - asked(x))).Max();
        var lambda = distance * (Math.Sqrt(Draws) + 0.12 + (0.11 / Math.Sqrt(Draws)));
        return 2 * Enumerable.Range(1, 100).Sum(k => (k % 2 == 1 ? 1 : -1) * Math.Exp(-2 * k * k * lambda * lambda));
    }
}
