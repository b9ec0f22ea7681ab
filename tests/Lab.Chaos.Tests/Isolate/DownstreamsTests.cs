using Lab.Chaos.Isolate;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Tests.Scenarios;
using Lab.Contracts;

namespace Lab.Chaos.Tests.Isolate;

public sealed class DownstreamsTests
{
    private static readonly Scenario Ticketing = ScenarioReader.Read(Repository.Scenario("ticketing/scenario.yaml"));

    [Theory]
    [InlineData("paiments", "Unknown downstream 'paiments' in scenario 'ticketing'. Known: payments. Did you mean 'payments'?")]
    [InlineData("redis", "'redis' is no stub: it is of kind redis; put a link before it to slow it down. Known: payments.")]
    [InlineData("checkout", "'checkout' is no stub: it calls inventory, postgres. Known: payments.")]
    public void What_cannot_be_a_stub_is_refused_before_anything_starts(string name, string problem) =>
        Assert.Equal(problem, Assert.Throws<LabException>(() => Downstreams.Choose(Ticketing, name)).Message);

    [Fact]
    public void A_scenario_without_a_stub_has_nothing_to_isolate() => Assert.Equal(
        "Scenario 'shop' has 0 downstreams that may be stubs. No service of it can be one: a stub speaks HTTP, is called, and calls nobody. "
        + "Name one: --downstream <service>.",
        Assert.Throws<LabException>(() => Downstreams.Choose(ScenarioFolder.Read(), null)).Message);
}
