using Lab.Services.Inventory.Cache;
using Lab.Services.Inventory.Storage;
using Lab.Services.Redis;
using Lab.Services.Tests.Support;

namespace Lab.Services.Tests;

public sealed class CacheTests(Stores stores)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("redlock")]
    [InlineData("redlock-only")]
    [InlineData("row-lock")]
    [InlineData("atomic")]
    [InlineData("optimistic")]
    public async Task A_sale_is_acknowledged_although_Redis_died_after_its_commit_and_is_shown_when_Redis_is_back(string strategy)
    {
        await using var redis = await RedisTrio.StartAsync();
        await using var shop = await Shop.OpenAsync(stores, strategy, redis: redis);
        await using var nemesis = await Nemesis.StartAsync();
        var id = await shop.EventAsync(capacity: 5);
        await nemesis.ArmAsync(shop.Replicas[0], "after-commit");

        var sale = shop.ReserveAsync(id);
        await nemesis.Caught;
        await redis.Cache.KillAsync();
        nemesis.Release();

        Assert.Equal(201, (await sale).Status);
        Assert.Equal((4, null), await shop.StockAsync(id));
        await redis.Cache.StartAgainAsync(Cancel);
        await Eventually.TrueAsync(async () => await shop.StockAsync(id) == (4, 4));
    }

    [Fact]
    public async Task A_copy_that_a_replica_never_makes_is_made_by_another()
    {
        await using var shop = await Shop.OpenAsync(stores, "row-lock", replicas: 2);
        await using var nemesis = await Nemesis.StartAsync();
        var id = await shop.EventAsync(capacity: 5);
        await nemesis.ArmAsync(shop.Replicas[0], "after-commit");

        var neverCopied = shop.ReserveAsync(id, replica: 1);
        await nemesis.Caught;
        await Eventually.TrueAsync(async () => await shop.StockAsync(id) == (4, 4));

        Assert.False(neverCopied.IsCompleted);
    }

    [Fact]
    public async Task Everything_recent_is_shown_again_after_Redis_was_emptied()
    {
        await using var redis = await RedisTrio.StartAsync();
        await using var shop = await Shop.OpenAsync(stores, "atomic", redis: redis);
        var first = await shop.EventAsync(capacity: 5);
        var second = await shop.EventAsync(capacity: 7);
        await shop.ReserveAsync(first);

        await redis.Cache.KillAsync();
        await redis.Cache.StartAgainAsync(Cancel);

        await Eventually.TrueAsync(async () => await shop.StockAsync(first) == (4, 4));
        await Eventually.TrueAsync(async () => await shop.StockAsync(second) == (7, 7));
    }

    [Fact]
    public async Task The_count_of_naive_is_never_repaired_since_it_is_no_copy()
    {
        await using var shop = await Shop.OpenAsync(stores, "naive", settings: "--Inventory:RepairInterval=00:00:00.010");
        await using var watcher = await Shop.OpenAsync(stores, "atomic", settings: "--Inventory:RepairInterval=00:00:00.010");
        var id = await shop.EventAsync(capacity: 5);

        await shop.ReserveAsync(id);
        var later = await watcher.EventAsync(capacity: 5);
        await watcher.ReserveAsync(later);

        Assert.Equal((5, 4), await shop.StockAsync(id));
    }

    [Fact]
    public async Task An_older_version_never_overwrites_a_newer_one()
    {
        await using var node = new RedisNode("redis", stores.Redis.Cache.ConnectionString, Inventory.Telemetry.Source, TimeProvider.System);
        var cache = new StockCache(node, TimeSpan.FromSeconds(10));

        await cache.ShowAsync("versions", new Stock(Remaining: 7, Version: 4));
        await cache.ShowAsync("versions", new Stock(Remaining: 8, Version: 3));

        Assert.Equal(7, await cache.ReadAsync("versions"));
    }

    [Fact]
    public async Task A_count_that_was_lost_is_shown_again_although_its_version_was_not()
    {
        await using var node = new RedisNode("redis", stores.Redis.Cache.ConnectionString, Inventory.Telemetry.Source, TimeProvider.System);
        var cache = new StockCache(node, TimeSpan.FromSeconds(10));
        await cache.ShowAsync("lost", new Stock(Remaining: 7, Version: 4));
        await node.RunAsync("DEL", redis => redis.KeyDeleteAsync("stock:lost"), TimeSpan.FromSeconds(10));

        await cache.ShowAsync("lost", new Stock(Remaining: 7, Version: 4));

        Assert.Equal(7, await cache.ReadAsync("lost"));
    }

    [Fact]
    public async Task A_paused_Redis_ends_a_command_by_its_time_out()
    {
        await using var redis = await RedisTrio.StartAsync();
        await using var node = new RedisNode("redis", redis.Cache.ConnectionString, Inventory.Telemetry.Source, TimeProvider.System);
        var cache = new StockCache(node, TimeSpan.FromMilliseconds(50));
        await Eventually.TrueAsync(async () => await cache.TryReadAsync("any") is null);

        await redis.Cache.PauseAsync(Cancel);
        var failure = await Assert.ThrowsAsync<RedisNodeException>(() => cache.ReadAsync("any"));
        redis.Cache.Resume();

        Assert.IsType<TimeoutException>(failure.InnerException);
    }

    [Fact]
    public async Task Naive_cannot_sell_without_Redis_and_says_that_nothing_was_written()
    {
        await using var redis = await RedisTrio.StartAsync();
        await using var shop = await Shop.OpenAsync(stores, "naive", redis: redis);
        var id = await shop.EventAsync(capacity: 5);

        await redis.Cache.KillAsync();
        var reply = await shop.ReserveAsync(id);

        Assert.Equal((503, "cache-unavailable"), (reply.Status, reply.Code));
        Assert.Equal(0, await shop.SoldAsync(id));
    }

    [Fact]
    public async Task Naive_does_not_know_what_became_of_it_when_Redis_dies_between_check_and_taking()
    {
        await using var redis = await RedisTrio.StartAsync();
        await using var shop = await Shop.OpenAsync(stores, "naive", redis: redis);
        var id = await shop.EventAsync(capacity: 5);
        shop.Payments.Answer = async _ =>
        {
            await redis.Cache.KillAsync();
            return 200;
        };

        var reply = await shop.ReserveAsync(id);

        Assert.Equal((502, "outcome-unknown"), (reply.Status, reply.Code));
    }
}
