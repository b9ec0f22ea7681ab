using Lab.Chaos.Scenarios.Yaml;

namespace Lab.Chaos.Tests.Scenarios;

/// <summary>Durations as people write them.</summary>
public sealed class DurationTextTests
{
    [Theory]
    [InlineData("250us", 0.25)]
    [InlineData("0.5ms", 0.5)]
    [InlineData("500ms", 500)]
    [InlineData("2s", 2_000)]
    [InlineData("2 s", 2_000)]
    [InlineData("1m", 60_000)]
    [InlineData("1h", 3_600_000)]
    [InlineData("00:00:02.5", 2_500)]
    [InlineData("-5s", -5_000)]
    public void A_number_and_a_unit_or_a_clock_time_is_read(string text, double milliseconds) =>
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), DurationText.Parse(text));

    [Theory]
    [InlineData("5")]
    [InlineData("5.")]
    [InlineData("ms")]
    [InlineData("5S")]
    [InlineData("5 sec")]
    [InlineData("1,5s")]
    [InlineData("1e3s")]
    [InlineData("5s ")]
    [InlineData("")]
    [InlineData("99999999999999h")]
    [InlineData("25:61:00")]
    public void Anything_else_is_no_duration(string text) => Assert.Null(DurationText.Parse(text));
}
