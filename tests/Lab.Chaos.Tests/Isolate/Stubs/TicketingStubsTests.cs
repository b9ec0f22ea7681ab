using Lab.Chaos.Isolate;
using Lab.Chaos.Isolate.Stubs.Reading;
using Lab.Chaos.Isolate.Stubs.Replies;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Tests.Scenarios;

namespace Lab.Chaos.Tests.Isolate.Stubs;

/// <summary>The stub that ships with ticketing.</summary>
public sealed class TicketingStubsTests
{
    [Fact]
    public void Payments_is_as_slow_as_the_scenario_tells_the_predictor()
    {
        var told = ScenarioReader.Read(Repository.Scenario("ticketing/scenario.yaml")).Services.Single(service => service.Name == "payments").Latency!;
        var (mappings, _) = MappingFolder.Read(Path.GetDirectoryName(Repository.Scenario("ticketing/stubs/payments.json"))!, "/");

        var delay = Assert.IsType<LognormalDelay>(Assert.Single(mappings).Reply.Distribution);

        Assert.Equal(told.Median, delay.Median);
        Assert.Equal(told.P99.TotalMilliseconds, delay.P99.TotalMilliseconds, 3);
    }

    [Fact]
    public void Payments_is_the_downstream_that_is_isolated_when_none_is_named() =>
        Assert.Equal("payments", Downstreams.Choose(ScenarioReader.Read(Repository.Scenario("ticketing/scenario.yaml")), null));
}
