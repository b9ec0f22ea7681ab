using Lab.Chaos.Break;
using Lab.Chaos.Links.Toxics;
using Lab.Contracts;

namespace Lab.Chaos.Tests.Break;

/// <summary>What faults ask of links is what links take.</summary>
public sealed class WishesTests : BreakFixture
{
    public static TheoryData<string, string, string> Faults => new()
    {
        { "pod-network-latency", "NETWORK_LATENCY", "100" },
        { "pod-network-loss", "NETWORK_PACKET_LOSS_PERCENTAGE", "20" },
        { "pod-network-loss", "NETWORK_PACKET_LOSS_PERCENTAGE", "100" },
        { "pod-network-corruption", "NETWORK_PACKET_CORRUPTION_PERCENTAGE", "20" },
        { "pod-network-partition", "POLICY_TYPES", "all" },
        { "pod-dns-error", "TARGET_HOSTNAMES", "[\"redis-service\"]" },
        { "pod-http-latency", "LATENCY", "200" },
        { "pod-http-status-code", "STATUS_CODE", "503" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_fault_asks_for_nothing_that_a_link_refuses(string fault, string name, string value)
    {
        var engine = Engines.OfInventory(fault, (name, value));
        var (known, injection, _) = await new Nemesis(Site()).AimAsync(engine, engine.Only(), "test", new Seed(1).Stream("aim"), Token);

        await using var injected = await known.InjectAsync(injection, Token);

        Assert.NotEmpty(Target.Control.Wishes);
        Assert.All(Target.Control.Wishes, wish => Assert.Empty(ToxicCheck.Problems(wish)));
    }
}
