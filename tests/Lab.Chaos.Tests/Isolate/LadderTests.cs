using Lab.Chaos.Isolate;
using Lab.Contracts;

namespace Lab.Chaos.Tests.Isolate;

public sealed class LadderTests
{
    [Fact]
    public void A_range_is_walked_in_equal_steps_of_the_logarithm() =>
        Assert.Equal([1, 2.8, 7.9, 22, 63, 180, 500], Milliseconds("1ms..500ms"));

    [Fact]
    public void A_list_is_taken_as_it_is_in_rising_order() => Assert.Equal([0.5, 5, 2000], Milliseconds("2s, 5ms,0.5ms"));

    [Theory]
    [InlineData("", "--ladder is ''; it must be a range or a list of latencies above 0 and up to 1 minute, each with its unit. Example: --ladder 1ms..500ms, or --ladder 5ms,50ms.")]
    [InlineData("500ms..1ms", "--ladder is '500ms..1ms'; it is empty: its first latency must lie below its last. Example: --ladder 1ms..500ms, or --ladder 5ms,50ms.")]
    [InlineData("1..500", "--ladder is '1..500'; it must be a range or a list of latencies above 0 and up to 1 minute, each with its unit. Example: --ladder 1ms..500ms, or --ladder 5ms,50ms.")]
    [InlineData("0ms..1ms", "--ladder is '0ms..1ms'; it must be a range or a list of latencies above 0 and up to 1 minute, each with its unit. Example: --ladder 1ms..500ms, or --ladder 5ms,50ms.")]
    public void What_has_no_rungs_is_refused(string text, string problem) =>
        Assert.Equal(problem, Assert.Throws<LabException>(() => Ladder.Parse(text)).Message);

    private static IEnumerable<double> Milliseconds(string text) => Ladder.Parse(text).Select(latency => latency.TotalMilliseconds);
}
