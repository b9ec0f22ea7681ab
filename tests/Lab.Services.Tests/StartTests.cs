using Lab.Control.Backing;
using Lab.Services.Checkout;
using Lab.Services.Inventory;
using Lab.Services.Tests.Support;
using Microsoft.Extensions.Options;

namespace Lab.Services.Tests;

public sealed class StartTests(Stores stores)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(
        "--Inventory:Strategy=redlok",
        "Inventory:Strategy is 'redlok'. Known: naive, redlock, redlock-only, row-lock, atomic, optimistic, refuse-all. "
            + "Did you mean 'redlock'?")]
    [InlineData(
        "--Inventory:Strategy=luck",
        "Inventory:Strategy is 'luck'. Known: naive, redlock, redlock-only, row-lock, atomic, optimistic, refuse-all.")]
    [InlineData(
        "--Inventory:LeaseTime=00:00:00.001",
        "Inventory:LeaseTime is 00:00:00.0010000; it must be 00:00:00.0500000 to 00:01:00. Set Inventory__LeaseTime=hh:mm:ss.fff.")]
    [InlineData(
        "--Inventory:PoolSize=0",
        "Inventory:PoolSize is 0; it must be 2 to 1000. Set Inventory__PoolSize.")]
    [InlineData(
        "--Inventory:Stratgey=naive",
        "Unknown setting Inventory:Stratgey. Known: Strategy, LeaseTime, LeaseWait, LeaseNodes, LeaseNodeTimeout, OptimisticRetries, "
            + "CacheNode, CacheTimeout, RepairInterval, PaymentTimeout, PoolSize. Did you mean 'Strategy'?")]
    [InlineData(
        "--ConnectionStrings:redis-2=",
        "There is no connection string 'redis-2'. Reference 'redis-2' in AppHost.cs, or set ConnectionStrings__redis-2.")]
    [InlineData(
        "--services:payments:http:0=",
        "http://payments has no address: services__payments__http__0 is not set. "
            + "Reference 'payments' in AppHost.cs, or set services__payments__http__0=http://127.0.0.1:5080.")]
    public async Task Inventory_does_not_start_with_a_setting_that_does_not_fit_and_says_which(string setting, string problem)
    {
        await using var shop = await Shop.OpenAsync(stores, "atomic");
        await using var app = InventoryHost.Create([.. shop.Settings("inventory-9"), setting]);

        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => app.StartAsync(Cancel));

        Assert.Equal([problem], failure.Failures);
    }

    [Fact]
    public async Task Checkout_does_not_start_without_an_address_of_inventory()
    {
        await using var shop = await Shop.OpenAsync(stores, "atomic");
        await using var app = CheckoutHost.Create(shop.Settings("checkout-9"));

        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => app.StartAsync(Cancel));

        Assert.Equal(
            ["http://inventory has no address: services__inventory__http__0 is not set. "
                + "Reference 'inventory' in AppHost.cs, or set services__inventory__http__0=http://127.0.0.1:5080."],
            failure.Failures);
    }

    [Fact]
    public async Task Several_problems_are_told_at_once()
    {
        await using var shop = await Shop.OpenAsync(stores, "atomic");
        await using var app = InventoryHost.Create(
            [.. shop.Settings("inventory-9"), "--Inventory:Strategy=luck", "--Inventory:PoolSize=0"]);

        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => app.StartAsync(Cancel));

        Assert.Equal(2, failure.Failures.Count());
    }

    [Fact]
    public async Task Replicas_that_start_together_on_an_empty_database_all_become_healthy()
    {
        await using var postgres = await LocalPostgres.StartAsync(new() { Database = "fresh" }, Cancel);
        var connection = $"--ConnectionStrings:postgres={postgres.ConnectionString}";

        await using var shop = await Shop.OpenAsync(stores, "atomic", replicas: 3, settings: connection);

        Assert.All(shop.Replicas, replica => Assert.NotNull(replica.BaseAddress));
    }

    [Fact]
    public async Task A_replica_without_PostgreSQL_is_alive_but_not_healthy()
    {
        await using var shop = await Shop.OpenAsync(stores, "atomic");
        await using var app = InventoryHost.Create(
            [.. shop.Settings("inventory-9"), "--ConnectionStrings:postgres=Host=127.0.0.1;Port=9;Database=none"]);
        await app.StartAsync(Cancel);
        using var replica = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };

        Assert.Equal(503, (int)(await replica.GetAsync("health", Cancel)).StatusCode);
        Assert.Equal(200, (int)(await replica.GetAsync("alive", Cancel)).StatusCode);
    }
}
