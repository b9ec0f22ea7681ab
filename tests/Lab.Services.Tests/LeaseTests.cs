using Lab.Services.Leases;
using Lab.Services.Redis;
using Lab.Services.Tests.Support;
using Microsoft.Extensions.Configuration;

namespace Lab.Services.Tests;

public sealed class LeaseTests(Stores stores)
{
    private const string ShortLease = "--Inventory:LeaseTime=00:00:00.200";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    //  A: lease ── read 1 ── held ············ lease over ···················· released ── write 0 ── sold
    //  B:                                      lease ── read 1 ── write 0 ── sold
    [Fact]
    public async Task The_lease_alone_oversells_when_its_holder_is_held_past_it()
    {
        await using var shop = await Shop.OpenAsync(stores, "redlock-only", replicas: 2, settings: ShortLease);
        await using var nemesis = await Nemesis.StartAsync();
        var id = await shop.EventAsync(capacity: 1);
        await nemesis.ArmAsync(shop.Replicas[0], "after-check");

        var held = shop.ReserveAsync(id, replica: 1);
        await nemesis.Caught;
        var second = await shop.ReserveAsync(id, replica: 2);
        nemesis.Release();

        Assert.Equal((201, 201), (second.Status, (await held).Status));
        Assert.Equal(2, await shop.SoldAsync(id));
    }

    //  A: lease ── lock row, read 1 ── held ·· lease over ·· released ── write 0 ── sold
    //  B:                                      lease ── waits for the row ············ read 0 ── sold out
    [Fact]
    public async Task The_row_lock_inside_the_lease_keeps_its_holder_safe_when_it_is_held_past_it()
    {
        await using var shop = await Shop.OpenAsync(stores, "redlock", replicas: 2, settings: ShortLease);
        await using var nemesis = await Nemesis.StartAsync();
        var id = await shop.EventAsync(capacity: 1);
        await nemesis.ArmAsync(shop.Replicas[0], "after-check");

        var held = shop.ReserveAsync(id, replica: 1);
        await nemesis.Caught;
        var second = shop.ReserveAsync(id, replica: 2);
        await Eventually.TrueAsync(shop.SomebodyWaitsForARowAsync);
        nemesis.Release();

        Assert.Equal((201, "sold-out"), ((await held).Status, (await second).Code));
        Assert.Equal(1, await shop.SoldAsync(id));
    }

    [Fact]
    public async Task A_lease_that_another_holds_is_busy_and_nothing_is_written()
    {
        await using var shop = await Shop.OpenAsync(
            stores, "redlock", replicas: 2, settings: ["--Inventory:LeaseTime=00:00:30", "--Inventory:LeaseWait=00:00:00.050"]);
        await using var nemesis = await Nemesis.StartAsync();
        var id = await shop.EventAsync(capacity: 2);
        await nemesis.ArmAsync(shop.Replicas[0], "after-check");

        var held = shop.ReserveAsync(id, replica: 1);
        await nemesis.Caught;
        var queuedBehind = await shop.ReserveAsync(id, replica: 1);
        var elsewhere = await shop.ReserveAsync(id, replica: 2);
        nemesis.Release();

        Assert.Equal((503, "lease-busy"), (queuedBehind.Status, queuedBehind.Code));
        Assert.Equal((503, "lease-busy"), (elsewhere.Status, elsewhere.Code));
        Assert.True((await held).IsSold);
        Assert.Equal(1, await shop.SoldAsync(id));
    }

    [Fact]
    public async Task Releasing_a_lease_that_ran_out_leaves_the_next_holders_lease_alone()
    {
        await using var nodes = Connect(stores.Redis);
        // Long enough that a busy machine gets all three votes within it.
        var late = await AcquireAsync(nodes, "late", TimeSpan.FromSeconds(1));
        await Eventually.TrueAsync(async () => await TokenAsync(nodes, "redis", "late") is null
            && await TokenAsync(nodes, "redis-2", "late") is null && await TokenAsync(nodes, "redis-3", "late") is null);
        var next = await AcquireAsync(nodes, "late", TimeSpan.FromSeconds(30));

        late!.Dispose();

        // Each node answers in order, so its release is over when it tells the token.
        Assert.Equal(next!.Token, await TokenAsync(nodes, "redis", "late"));
        Assert.Equal(next.Token, await TokenAsync(nodes, "redis-2", "late"));
        Assert.Equal(next.Token, await TokenAsync(nodes, "redis-3", "late"));
    }

    [Fact]
    public async Task A_released_lease_can_be_had_at_once()
    {
        await using var nodes = Connect(stores.Redis);
        var first = await AcquireAsync(nodes, "again", TimeSpan.FromSeconds(30));

        first!.Dispose();

        Assert.NotNull(await AcquireAsync(nodes, "again", TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task Two_never_hold_one_lease()
    {
        await using var nodes = Connect(stores.Redis);
        await using var others = Connect(stores.Redis);
        await AcquireAsync(nodes, "mine", TimeSpan.FromSeconds(30));

        Assert.Null(await AcquireAsync(others, "mine", TimeSpan.FromSeconds(30)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Sales_go_on_with_any_one_node_dead(int node)
    {
        await using var redis = await RedisTrio.StartAsync();
        await using var shop = await Shop.OpenAsync(stores, "redlock", replicas: 2, redis: redis);
        var id = await shop.EventAsync(capacity: 5);
        await shop.ReserveAsync(id);

        await redis.Nodes[node].KillAsync();
        var replies = await shop.ReserveAtOnceAsync(id, buyers: 10);

        Assert.Equal((4, 6), (replies.Count(r => r.IsSold), replies.Count(r => r.Code == "sold-out")));
        Assert.All(await HealthAsync(shop), Assert.True);
    }

    [Fact]
    public async Task Without_a_majority_nobody_gets_a_lease()
    {
        await using var redis = await RedisTrio.StartAsync();
        await using var shop = await Shop.OpenAsync(
            stores, "redlock", redis: redis, settings: "--Inventory:LeaseWait=00:00:00.050");
        var id = await shop.EventAsync(capacity: 5);

        await redis.Nodes[1].KillAsync();
        await redis.Nodes[2].KillAsync();

        Assert.Equal("lease-busy", (await shop.ReserveAsync(id)).Code);
    }

    [Fact]
    public void A_lease_is_valid_for_its_time_less_what_getting_it_took_and_less_the_drift_of_clocks()
    {
        var policy = new LeasePolicy(TimeSpan.FromMilliseconds(1000), TimeSpan.FromMilliseconds(100));

        // 1000 - 30 - (1 % of 1000 + 2)
        Assert.Equal(TimeSpan.FromMilliseconds(958), policy.Validity(TimeSpan.FromMilliseconds(30)));
        Assert.True(policy.Validity(TimeSpan.FromMilliseconds(988)) <= TimeSpan.Zero);
    }

    private static RedisNodes Connect(RedisTrio redis) => new(
        ["redis", "redis-2", "redis-3"],
        new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("ConnectionStrings:redis", redis.Nodes[0].ConnectionString),
            new("ConnectionStrings:redis-2", redis.Nodes[1].ConnectionString),
            new("ConnectionStrings:redis-3", redis.Nodes[2].ConnectionString),
        ]).Build(),
        Inventory.Telemetry.Source, TimeProvider.System);

    // A deadline that has passed means one try.
    private static Task<Lease?> AcquireAsync(RedisNodes nodes, string key, TimeSpan time) =>
        new Redlock(
            [new LeaseNode(nodes["redis"]), new LeaseNode(nodes["redis-2"]), new LeaseNode(nodes["redis-3"])],
            new LeasePolicy(time, NodeTimeout: TimeSpan.FromSeconds(10)),
            TimeProvider.System)
            .AcquireAsync(key, deadline: 0, Cancel);

    private static Task<string?> TokenAsync(RedisNodes nodes, string node, string key) =>
        nodes[node].RunAsync("GET", key, async redis => (string?)await redis.StringGetAsync(key), TimeSpan.FromSeconds(10));

    private static async Task<bool[]> HealthAsync(Shop shop) =>
        await Task.WhenAll(shop.Replicas.Select(async replica => (await replica.GetAsync("health", Cancel)).IsSuccessStatusCode));
}
