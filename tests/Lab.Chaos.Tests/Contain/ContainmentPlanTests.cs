using Lab.Chaos.Contain;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Tests.Scenarios;
using Lab.Contracts;

namespace Lab.Chaos.Tests.Contain;

public sealed class ContainmentPlanTests
{
    private static readonly Scenario Ticketing = ScenarioReader.Read(Repository.Scenario("ticketing/scenario.yaml"));

    [Fact]
    public void Without_names_those_with_replicas_are_limited() => Assert.Equal(["inventory"], ContainmentPlan.Choose(Ticketing, []));

    [Fact]
    public void Any_service_of_ours_may_be_named() => Assert.Equal(["checkout", "payments"], ContainmentPlan.Choose(Ticketing, ["checkout", "payments", "checkout"]));

    [Fact]
    public void A_server_is_not_limited() => Assert.Equal(
        "'redis' in scenario 'ticketing' is no service that can be limited. Known: checkout, inventory, payments.",
        Assert.Throws<LabException>(() => ContainmentPlan.Choose(Ticketing, ["redis"])).Message);

    [Theory]
    [InlineData("250m", 0.25)]
    [InlineData("1", 1.0)]
    [InlineData("0.5", 0.5)]
    [InlineData("9m", null)]
    [InlineData("lots", null)]
    [InlineData("", null)]
    public void A_CPU_limit_is_in_the_notation_of_Kubernetes(string text, double? cpus) => Assert.Equal(cpus, LimitText.Cpus(text));

    [Theory]
    [InlineData("256Mi", 268435456L)]
    [InlineData("1G", 1000000000L)]
    [InlineData("1023Ki", null)]
    [InlineData("9999999999G", null)]
    public void So_is_a_memory_limit(string text, long? bytes) => Assert.Equal(bytes, LimitText.Bytes(text));
}
