using Lab.Chaos.Scenarios;
using Lab.Chaos.Targets;
using Lab.Chaos.Tests.Scenarios;
using Lab.Contracts;

namespace Lab.Chaos.Tests.Targets;

/// <summary>A driver on a cluster is told by variables where everything is.</summary>
public sealed class EnvironmentTargetTests
{
    private static readonly Scenario Ticketing = ScenarioReader.Read(Repository.Scenario("ticketing/scenario.yaml"));
    private static readonly Variant Naive = Ticketing.Variants.First(variant => variant.Name == "naive");

    [Fact]
    public async Task Addresses_come_from_the_variables_that_services_get()
    {
        await using var target = new ForeignTarget(Of(
            ("services__checkout__http__0", "http://checkout-service:8080"), ("ConnectionStrings__redis-2", "redis-2-service:6379,password=x")).Target);

        Assert.Equal(new Uri("http://checkout-service:8080"), await target.AddressAsync("checkout", CancellationToken.None));
        Assert.Equal("redis-2-service:6379,password=x", await target.ConnectionStringAsync("redis-2", CancellationToken.None));
    }

    [Fact]
    public async Task The_variant_that_was_deployed_needs_no_change_and_another_cannot_be_had()
    {
        await using var target = new ForeignTarget(Of(("services__checkout__http__0", "http://checkout-service:8080")).Target);

        await target.UseAsync(Naive, CancellationToken.None);

        var other = Ticketing.Variants.First(variant => variant.Name == "redlock");
        await Assert.ThrowsAsync<LabException>(() => target.UseAsync(other, CancellationToken.None));
    }

    [Fact]
    public void A_cluster_is_not_this_machine() =>
        Assert.Equal(
            "'checkout' is at checkout-service, which is not this machine. The lab sends load elsewhere only when told to: --allow-host checkout-service.",
            Assert.Throws<LabException>(() => BlastRadius.ThrowUnlessInside(Of(("services__checkout__http__0", "http://checkout-service:8080")).Target, [])).Message);

    [Fact]
    public void What_is_missing_or_no_address_is_named_at_once() =>
        Assert.Equal(
            [
                "--target env needs the address of 'checkout', which requests go to. Set services__checkout__http__0, for example to http://checkout-service:8080.",
                "services__inventory__http__0 is 'inventory', which is no http address. Example: http://inventory-service:8080.",
            ],
            Assert.Throws<LabException>(() => Of(("services__inventory__http__0", "inventory"))).Problems);

    private static Scenario Of(params (string Name, string Value)[] variables) =>
        EnvironmentTarget.Of(Ticketing, Naive, name => variables.FirstOrDefault(variable => variable.Name == name).Value);
}
