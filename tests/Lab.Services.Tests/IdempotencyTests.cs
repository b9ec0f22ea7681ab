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
    [MemberData(nameof(Selling))]
    public async Task The_same_key_sent_twice_at_once_buys_once_and_takes_once(string strategy)
    {
        await using var shop = await Shop.OpenAsync(stores, strategy, replicas: 2);
        await using var nemesis = await Nemesis.StartAsync();
        var id = await shop.EventAsync(capacity: 5);
        var key = $"key-{Guid.NewGuid():N}";
        await nemesis.ArmAsync(shop.Replicas[0], "after-check");

        var held = shop.ReserveAsync(id, replica: 1, key);
        await nemesis.Caught;
        var other = shop.ReserveAsync(id, replica: 2, key);
        nemesis.Release();
        var replies = await Task.WhenAll(held, other);

        Assert.Equal([200, 201], replies.Select(reply => reply.Status).Order());
        Assert.Single(replies.Select(reply => reply.OrderId).Distinct());
        Assert.Equal(1, await shop.SoldAsync(id));
        Assert.Equal(4, (await shop.StockAsync(id)).Cached);
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
}
