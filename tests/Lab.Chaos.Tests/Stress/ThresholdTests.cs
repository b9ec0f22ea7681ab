using Lab.Chaos.Checks;
using Lab.Chaos.Stress;
using Lab.Chaos.Stress.Thresholds;

namespace Lab.Chaos.Tests.Stress;

public sealed class ThresholdTests
{
    [Theory]
    [InlineData("p99 < 250ms", "Holds", "p99 is 99.02 ms")]
    [InlineData("p50<=10ms", "Violated", "p50 is 50 ms")]
    [InlineData("max < 0.1s", "Violated", "max is 100 ms")]
    [InlineData("fail < 1%", "Violated", "fail is 10 %")]
    [InlineData("ok >= 80%", "Holds", "ok is 80 %")]
    [InlineData("info <= 10 %", "Holds", "info is 10 %")]
    [InlineData("unsent < 5%", "Violated", "unsent is 5 %")]
    [InlineData("rate > 9.5", "Holds", "rate is 10 requests a second")]
    public void A_threshold_is_held_against_what_was_measured(string text, string expected, string seen)
    {
        var threshold = Threshold.Parse(text, out _)!;

        Assert.Equal((Enum.Parse<Verdict>(expected), seen), threshold.Judge(Measured(100)));
    }

    [Theory]
    [InlineData("p99 < 250ms", "no request was measured")]
    [InlineData("fail < 1%", "no request was measured")]
    [InlineData("rate > 1", "no request was measured")]
    public void A_threshold_that_saw_nothing_is_unknown(string text, string seen)
    {
        var threshold = Threshold.Parse(text, out _)!;

        Assert.Equal((Verdict.Unknown, seen), threshold.Judge(Measured(0) with { Ok = 0, Fail = 0, Info = 0, Schedule = null, Elapsed = null }));
    }

    [Fact]
    public void Volleys_have_no_rate() => Assert.Equal(
        (Verdict.Unknown, "rate was not measured"), Threshold.Parse("rate > 1", out _)!.Judge(Measured(100) with { Schedule = null, Elapsed = null }));

    [Theory]
    [InlineData("p99 250ms", "The threshold 'p99 250ms' is not understood. Write a measure, a comparison and a limit, for example \"p99 < 250ms\" or \"fail < 1%\".")]
    [InlineData("p98 < 250ms", "The threshold 'p98 < 250ms' asks about 'p98'. Known: fail, info, late, max, mean, ok, p50, p90, p95, p99, p99.9, rate, unsent. Did you mean 'p90'?")]
    [InlineData("p99 < 250", "The threshold 'p99 < 250' has the limit '250'; p99 needs a duration with its unit, for example p99 < 250ms.")]
    [InlineData("fail < 1", "The threshold 'fail < 1' has the limit '1'; fail needs a share from 0 to 100 with its percent sign, for example fail < 1%.")]
    [InlineData("rate > 5ms", "The threshold 'rate > 5ms' has the limit '5ms'; rate needs a number of requests a second, for example rate > 180.")]
    public void A_threshold_that_is_none_is_named_with_its_mend(string text, string expected)
    {
        Assert.Null(Threshold.Parse(text, out var problem));

        Assert.Equal(expected, problem);
    }

    // 1 to 100 ms, one each.
    private static Measured Measured(int requests)
    {
        var latency = new Histogram();
        for (var n = 1; n <= requests; n++)
        {
            latency.Record(n * 1_000_000L);
        }

        return new Measured { Latency = latency, Ok = 80, Fail = 10, Info = 10, Schedule = (5, 0, 100), Elapsed = TimeSpan.FromSeconds(10) };
    }
}
