using Lab.Chaos.Isolate.Stubs;
using Lab.Chaos.Isolate.Stubs.Replies;
using Lab.Contracts;
using Microsoft.Extensions.Configuration;

namespace Lab.Chaos.Tests.Isolate.Stubs;

public sealed class StubOptionsTests
{
    [Fact]
    public void They_come_from_the_section_stub() => Assert.Equal(
        new StubOptions { Delay = LognormalDelay.Of(TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(250)), Seed = new Seed(7) },
        Read(("Stub:Median", "00:00:00.050"), ("Stub:P99", "00:00:00.250"), ("Stub:Seed", "7")));

    [Fact]
    public void Without_a_median_the_mappings_decide() => Assert.Null(Read().Delay);

    [Fact]
    public void Without_a_99th_percentile_every_delay_is_the_median() =>
        Assert.Equal(new LognormalDelay(TimeSpan.FromMilliseconds(50), 0), Read(("Stub:Median", "00:00:00.050")).Delay);

    [Fact]
    public void Every_wrong_value_is_listed_with_its_mend() => Assert.Equal(
        [
            "Stub:Median is '50'; it must be a time from 00:00:00 to 00:01:00. Set Stub__Median=00:00:00.050 for 50 ms.",
            "Stub:P99 is '00:02:00'; it must be a time from 00:00:00 to 00:01:00. Set Stub__P99=00:00:00.050 for 50 ms.",
            "Stub:Seed is 'x'; it must be a whole number. Set Stub__Seed=42.",
        ],
        Problems(("Stub:Median", "50"), ("Stub:P99", "00:02:00"), ("Stub:Seed", "x")));

    [Fact]
    public void A_99th_percentile_below_the_median_is_refused() => Assert.Equal(
        ["Stub:P99 is 00:00:00.0500000 and Stub:Median is 00:00:01; the 99th percentile cannot lie below the median. Set Stub__P99 to 00:00:01 or more."],
        Problems(("Stub:Median", "00:00:01"), ("Stub:P99", "00:00:00.050")));

    [Fact]
    public void A_99th_percentile_without_a_median_is_refused() => Assert.Equal(
        ["Stub:P99 is 00:00:01, and there is no Stub:Median. Set Stub__Median too, for example to 00:00:00.050."],
        Problems(("Stub:P99", "00:00:01")));

    private static IReadOnlyList<string> Problems(params (string Name, string Value)[] settings) =>
        Assert.Throws<LabException>(() => Read(settings)).Problems;

    private static StubOptions Read(params (string Name, string Value)[] settings) => StubOptions.Read(new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(pair => KeyValuePair.Create<string, string?>(pair.Name, pair.Value))).Build());
}
