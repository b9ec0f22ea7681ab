using Lab.Services.Tests.Support;

namespace Lab.Services.Tests;

public sealed class SellingTests(Stores stores)
{
    public static TheoryData<string> Fixes => ["redlock", "redlock-only", "row-lock", "atomic", "optimistic"];

    [Theory]
    [MemberData(nameof(Fixes))]
    public async Task While_nothing_fails_a_fix_sells_exactly_the_capacity_to_sixty_buyers_at_once(string strategy)
    {
        await using var shop = await Shop.OpenAsync(stores, strategy, replicas: 3);
        var id = await shop.EventAsync(capacity: 20);

        var replies = await shop.ReserveAtOnceAsync(id, buyers: 60);

        Assert.Equal((20, 40), (replies.Count(r => r.IsSold), replies.Count(r => r.Code == "sold-out")));
        Assert.Equal(20, await shop.SoldAsync(id));
        Assert.Equal((0, 0L), await shop.StockAsync(id));
    }

    [Fact]
    public async Task Naive_sells_to_everybody_who_checked_before_the_first_one_took()
    {
        await using var shop = await Shop.OpenAsync(stores, "naive", replicas: 3);
        var id = await shop.EventAsync(capacity: 10);
        shop.Payments.HoldUntilAllAreHere(60);

        var replies = await shop.ReserveAtOnceAsync(id, buyers: 60);

        Assert.All(replies, reply => Assert.Equal(201, reply.Status));
        Assert.Equal(60, await shop.SoldAsync(id));
        Assert.Equal(-50, (await shop.StockAsync(id)).Cached);
    }

    [Fact]
    public async Task Naive_looks_correct_when_buyers_come_one_after_the_other()
    {
        await using var shop = await Shop.OpenAsync(stores, "naive");
        var id = await shop.EventAsync(capacity: 2);

        var statuses = new List<int>();
        for (var buyer = 0; buyer < 4; buyer++)
        {
            statuses.Add((await shop.ReserveAsync(id)).Status);
        }

        Assert.Equal([201, 201, 409, 409], statuses);
    }

    [Fact]
    public async Task Naive_counts_anew_from_the_orders_when_Redis_has_lost_the_count()
    {
        await using var redis = await RedisTrio.StartAsync();
        await using var shop = await Shop.OpenAsync(stores, "naive", redis: redis);
        var id = await shop.EventAsync(capacity: 2);
        await shop.ReserveAsync(id);

        await redis.Cache.KillAsync();
        await redis.Cache.StartAgainAsync(TestContext.Current.CancellationToken);
        await Eventually.TrueAsync(async () => (await shop.ReserveAsync(id)).IsSold);

        Assert.Equal("sold-out", (await shop.ReserveAsync(id)).Code);
    }

    [Fact]
    public async Task Refuse_all_sells_nothing()
    {
        await using var shop = await Shop.OpenAsync(stores, "refuse-all");
        var id = await shop.EventAsync(capacity: 10);

        var replies = await shop.ReserveAtOnceAsync(id, buyers: 5);

        Assert.All(replies, reply => Assert.Equal("sold-out", reply.Code));
        Assert.Equal(0, await shop.SoldAsync(id));
    }

    [Fact]
    public async Task Optimistic_gives_up_with_nothing_written_when_others_win_every_round()
    {
        await using var shop = await Shop.OpenAsync(
            stores, "optimistic", replicas: 2, settings: "--Inventory:OptimisticRetries=0");
        await using var nemesis = await Nemesis.StartAsync();
        var id = await shop.EventAsync(capacity: 10);
        await nemesis.ArmAsync(shop.Replicas[0], "after-check");

        var slow = shop.ReserveAsync(id, replica: 1);
        await nemesis.Caught;
        await shop.ReserveAsync(id, replica: 2);
        nemesis.Release();

        Assert.Equal("contention", (await slow).Code);
        Assert.Equal(1, await shop.SoldAsync(id));
    }

    [Theory]
    [InlineData("naive")]
    [InlineData("redlock")]
    [InlineData("redlock-only")]
    [InlineData("row-lock")]
    [InlineData("atomic")]
    [InlineData("optimistic")]
    public async Task Nothing_is_written_when_payments_refuse(string strategy)
    {
        await using var shop = await Shop.OpenAsync(stores, strategy);
        var id = await shop.EventAsync(capacity: 3);
        shop.Payments.Answer = _ => Task.FromResult(500);

        var reply = await shop.ReserveAsync(id);

        Assert.Equal((502, "payment-failed"), (reply.Status, reply.Code));
        Assert.Equal(0, await shop.SoldAsync(id));
        Assert.Equal((3, 3L), await shop.StockAsync(id));
    }

    [Theory]
    [InlineData("naive")]
    [InlineData("redlock")]
    [InlineData("row-lock")]
    [InlineData("atomic")]
    [InlineData("optimistic")]
    public async Task An_event_that_does_not_exist_is_told_as_such(string strategy)
    {
        await using var shop = await Shop.OpenAsync(stores, strategy);

        var reply = await shop.ReserveAsync("no-such-event");

        Assert.Equal((404, "unknown-event"), (reply.Status, reply.Code));
    }
}
