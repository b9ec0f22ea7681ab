using Lab.Services.Tests.Support;

namespace Lab.Services.Tests;

public sealed class IdempotencyTests(Stores stores)
{
    public static TheoryData<string> Selling => ["naive", "redlock", "redlock-only", "row-lock", "atomic", "optimistic"];

    [Theory]
    [MemberData(nameof(Selling))]
    public async Task The_same_key_buys_once_and_gets_its_order_again_even_when_sold_out(string strategy)
    {
        await using var shop = await Shop.OpenAsync(stores, strategy);
        var id = await shop.EventAsync(capacity: 1);
        var key = $"key-{Guid.NewGuid():N}";

        var first = await shop.OrderAsync(id, key);
        var again = await shop.OrderAsync(id, key);

        Assert.Equal((201, 200), (first.Status, again.Status));
        Assert.Equal(first.OrderId, again.OrderId);
        Assert.Equal((false, "true"), (first.Headers.ContainsKey("Idempotent-Replayed"), again.Headers["Idempotent-Replayed"]));
        Assert.Equal(1, await shop.SoldAsync(id));
    }

    //  Both find no order under the key, both check; the unique constraint decides.
    [Theory]
    [InlineData("naive")]
    [InlineData("atomic")]
    [InlineData("optimistic")]
    [InlineData("redlock-only", "--Inventory:LeaseTime=00:00:00.200")]
    public async Task The_same_key_sent_twice_at_once_buys_once_and_takes_once(string strategy, params string[] settings)
    {
        await using var shop = await Shop.OpenAsync(stores, strategy, replicas: 2, settings: settings);
        await using var first = await Nemesis.StartAsync();
        await using var second = await Nemesis.StartAsync();
        var id = await shop.EventAsync(capacity: 5);
        var key = $"key-{Guid.NewGuid():N}";
        await first.ArmAsync(shop.Replicas[0], "after-check");
        await second.ArmAsync(shop.Replicas[1], "after-check");

        var one = shop.ReserveAsync(id, replica: 1, key);
        var other = shop.ReserveAsync(id, replica: 2, key);
        await Task.WhenAll(first.Caught, second.Caught);
        first.Release();
        second.Release();

        await AssertBoughtOnceAsync(shop, id, await Task.WhenAll(one, other));
    }

    //  One holds the row; the other has found no order under the key and waits for the row.
    [Fact]
    public async Task The_same_key_sent_twice_takes_once_under_a_row_lock_too()
    {
        await using var shop = await Shop.OpenAsync(stores, "row-lock", replicas: 2);
        await using var nemesis = await Nemesis.StartAsync();
        var id = await shop.EventAsync(capacity: 5);
        var key = $"key-{Guid.NewGuid():N}";
        await nemesis.ArmAsync(shop.Replicas[0], "after-check");

        var one = shop.ReserveAsync(id, replica: 1, key);
        await nemesis.Caught;
        var other = shop.ReserveAsync(id, replica: 2, key);
        await Eventually.TrueAsync(shop.SomebodyWaitsForARowAsync);
        nemesis.Release();

        await AssertBoughtOnceAsync(shop, id, await Task.WhenAll(one, other));
    }

    [Theory]
    [InlineData("other-buyer", 1)]
    [InlineData("buyer", 2)]
    public async Task The_same_key_for_another_order_is_refused(string buyer, int quantity)
    {
        await using var shop = await Shop.OpenAsync(stores, "atomic");
        var id = await shop.EventAsync(capacity: 5);
        var key = $"key-{Guid.NewGuid():N}";
        await shop.OrderAsync(id, key);

        var reply = await shop.OrderAsync(id, key, buyer, quantity);

        Assert.Equal((422, "idempotency-key-reused"), (reply.Status, reply.Code));
    }

    [Fact]
    public async Task Without_a_key_each_request_is_an_order_of_its_own()
    {
        await using var shop = await Shop.OpenAsync(stores, "atomic");
        var id = await shop.EventAsync(capacity: 5);

        var first = await shop.OrderAsync(id, key: null);
        var second = await shop.OrderAsync(id, key: null);

        Assert.NotEqual(first.OrderId, second.OrderId);
        Assert.Equal(2, await shop.SoldAsync(id));
    }

    private static async Task AssertBoughtOnceAsync(Shop shop, string id, Reply[] replies)
    {
        Assert.Equal([200, 201], replies.Select(reply => reply.Status).Order());
        Assert.Single(replies.Select(reply => reply.OrderId).Distinct());
        Assert.Equal(1, await shop.SoldAsync(id));

        // The row of naive stays as it is: there the stock is the count in the cache.
        var (remaining, cached) = await shop.StockAsync(id);
        Assert.Equal((shop.Strategy == "naive" ? 5 : 4, 4L), (remaining, cached));
    }
}
