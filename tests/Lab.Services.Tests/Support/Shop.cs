using System.Globalization;
using Lab.Services.Checkout;
using Lab.Services.Inventory;
using Microsoft.AspNetCore.Builder;
using Npgsql;

namespace Lab.Services.Tests.Support;

/// <summary>The system under test in this process, on real sockets: checkout in front of the first of several inventory replicas.</summary>
internal sealed class Shop : IAsyncDisposable
{
    private readonly Stores _stores;
    private readonly List<WebApplication> _apps = [];
    private readonly List<HttpClient> _clients = [];

    private Shop(Stores stores, string strategy, PaymentsDouble payments, RedisTrio redis) =>
        (_stores, Strategy, Payments, Redis) = (stores, strategy, payments, redis);

    public string Strategy { get; }

    public PaymentsDouble Payments { get; }

    public RedisTrio Redis { get; }

    /// <summary>Clients of the inventory replicas, inventory-1 first.</summary>
    public IReadOnlyList<HttpClient> Replicas => _clients[..^1];

    /// <summary>Client of checkout.</summary>
    public HttpClient Checkout => _clients[^1];

    /// <param name="stores">Shared by all tests.</param>
    /// <param name="strategy">Of every replica.</param>
    /// <param name="replicas">1 or more.</param>
    /// <param name="redis">In place of the shared nodes, for tests that kill some.</param>
    /// <param name="settings">Further command-line settings, for example <c>--Inventory:LeaseTime=00:00:00.2</c>.</param>
    public static async Task<Shop> OpenAsync(
        Stores stores, string strategy, int replicas = 1, RedisTrio? redis = null, params string[] settings)
    {
        var shop = new Shop(stores, strategy, await PaymentsDouble.StartAsync(), redis ?? stores.Redis);
        for (var i = 1; i <= replicas; i++)
        {
            await shop.StartAsync(InventoryHost.Create(
            [
                .. shop.Settings($"inventory-{i}"), $"--Inventory:Strategy={strategy}", "--TracePoints:Enabled=true", .. settings,
            ]));
        }

        await shop.StartAsync(CheckoutHost.Create(
            [.. shop.Settings("checkout-1"), $"--services:inventory:http:0={shop._clients[0].BaseAddress}", .. settings]));
        foreach (var replica in shop.Replicas)
        {
            await Eventually.TrueAsync(async () => (await replica.GetAsync("health")).IsSuccessStatusCode);
        }

        return shop;
    }

    /// <summary>Everything a service needs to start, as command line.</summary>
    public string[] Settings(string replica) =>
    [
        "--urls=http://127.0.0.1:0",
        $"--OTEL_RESOURCE_ATTRIBUTES=service.instance.id={replica}",
        "--Logging:LogLevel:Default=None",
        "--Logging:LogLevel:Microsoft=None",
        "--Logging:LogLevel:Microsoft.Hosting.Lifetime=None",
        "--Logging:LogLevel:System=None",
        $"--services:payments:http:0={Payments.Address}",
        $"--ConnectionStrings:postgres={_stores.Postgres.ConnectionString}",
        $"--ConnectionStrings:redis={Redis.Nodes[0].ConnectionString}",
        $"--ConnectionStrings:redis-2={Redis.Nodes[1].ConnectionString}",
        $"--ConnectionStrings:redis-3={Redis.Nodes[2].ConnectionString}",
    ];

    /// <summary>Opens a fresh event for sale and gives its id.</summary>
    public async Task<string> EventAsync(int capacity)
    {
        var id = $"event-{Guid.NewGuid():N}";
        using var reply = await Replicas[0].PutAsync($"events/{id}", Json.Body($$"""{"capacity":{{capacity}}}"""));
        reply.EnsureSuccessStatusCode();
        return id;
    }

    /// <summary>One buyer, straight at a replica.</summary>
    public async Task<Reply> ReserveAsync(string eventId, int replica = 1, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"events/{eventId}/reservations")
        {
            Content = Json.Body("""{"buyerId":"buyer","quantity":1}"""),
        };
        request.Headers.Add("Idempotency-Key", key ?? $"key-{Guid.NewGuid():N}");
        using var reply = await Replicas[replica - 1].SendAsync(request);
        return await Reply.ReadAsync(reply);
    }

    /// <summary>One order through checkout.</summary>
    public async Task<Reply> OrderAsync(string eventId, string? key = null, string buyer = "buyer", int quantity = 1)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "orders")
        {
            Content = Json.Body($$"""{"eventId":"{{eventId}}","buyerId":"{{buyer}}","quantity":{{quantity}}}"""),
        };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        using var reply = await Checkout.SendAsync(request);
        return await Reply.ReadAsync(reply);
    }

    /// <summary>Buyers at the same time, spread over the replicas in turn.</summary>
    public Task<Reply[]> ReserveAtOnceAsync(string eventId, int buyers) =>
        Task.WhenAll(Enumerable.Range(0, buyers).Select(i => ReserveAsync(eventId, (i % Replicas.Count) + 1)));

    /// <summary>Tickets in the stored orders of an event.</summary>
    public Task<long> SoldAsync(string eventId) =>
        QueryAsync<long>("SELECT coalesce(sum(quantity), 0) FROM orders WHERE event_id = $1", eventId);

    /// <summary>True while a transaction waits for the row of an event.</summary>
    public async Task<bool> SomebodyWaitsForARowAsync() =>
        await QueryAsync<long>(
            "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE $1", "%FOR UPDATE%") > 0;

    /// <summary>The first column of the first row; $1 is the argument.</summary>
    public async Task<T> QueryAsync<T>(string sql, string argument)
    {
        await using var database = NpgsqlDataSource.Create(_stores.Postgres.ConnectionString);
        await using var connection = await database.OpenConnectionAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = argument });
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>What both stores say is left.</summary>
    public async Task<(int Remaining, long? Cached)> StockAsync(string eventId)
    {
        using var reply = await Replicas[0].GetAsync($"events/{eventId}");
        var json = await Json.ReadAsync(reply);
        return (json.GetProperty("remaining").GetInt32(),
            long.TryParse(json.GetProperty("cached").ToString(), CultureInfo.InvariantCulture, out var cached) ? cached : null);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients)
        {
            client.Dispose();
        }

        foreach (var app in Enumerable.Reverse(_apps))
        {
            await app.DisposeAsync();
        }

        await Payments.DisposeAsync();
    }

    private async Task StartAsync(WebApplication app)
    {
        _apps.Add(app);
        await app.StartAsync();
        _clients.Add(new HttpClient { BaseAddress = new Uri(app.Urls.Single()) });
    }
}
