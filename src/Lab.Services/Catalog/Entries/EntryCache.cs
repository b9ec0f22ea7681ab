using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Lab.Services.Redis;
using StackExchange.Redis;

namespace Lab.Services.Catalog.Entries;

/// <summary>The entries of products in Redis, and every way in which strategies touch them. There is no other store.</summary>
internal sealed class EntryCache(RedisNode node, TimeSpan timeout)
{
    public Task<Product?> ProductAsync(string id) => GetAsync(Product(id), EntryJson.Default.Product);

    public Task<Derived?> ListingAsync(string id) => GetAsync(Listing(id), EntryJson.Default.Derived);

    public Task<Derived?> PriceAsync(string id) => GetAsync(Price(id), EntryJson.Default.Derived);

    /// <summary>All three as they stand at one moment.</summary>
    public async Task<(Product? Product, Derived? Listing, Derived? Price)> TogetherAsync(string id)
    {
        var values = await node.RunAsync("MGET", $"{Product(id)} {Listing(id)} {Price(id)}", redis => redis.StringGetAsync([Product(id), Listing(id), Price(id)]), timeout);
        return (Read(values[0], EntryJson.Default.Product), Read(values[1], EntryJson.Default.Derived), Read(values[2], EntryJson.Default.Derived));
    }

    public Task SetProductAsync(string id, Product product) => SetAsync(Product(id), Write(product), When.Always);

    /// <summary>False when there was one.</summary>
    public Task<bool> TryAddProductAsync(string id, Product product) => SetAsync(Product(id), Write(product), When.NotExists);

    public Task SetListingAsync(string id, Derived listing) => SetAsync(Listing(id), Write(listing), When.Always);

    public Task SetPriceAsync(string id, Derived price) => SetAsync(Price(id), Write(price), When.Always);

    /// <summary>Drops what was made from the product before; the next reader makes it anew.</summary>
    public Task InvalidateAsync(string id) =>
        node.RunAsync("DEL", $"{Listing(id)} {Price(id)}", redis => redis.KeyDeleteAsync([Listing(id), Price(id)]), timeout);

    /// <summary>The product and all that is made from it, in one MULTI/EXEC.</summary>
    public Task SetAllAsync(string id, Product product) =>
        node.RunAsync(
            "EXEC",
            $"\nSET {Product(id)}\nSET {Listing(id)}\nSET {Price(id)}",
            redis =>
            {
                var transaction = redis.CreateTransaction();
                _ = transaction.StringSetAsync(Product(id), Write(product));
                _ = transaction.StringSetAsync(Listing(id), Write(product.Listing));
                _ = transaction.StringSetAsync(Price(id), Write(product.Price));
                return transaction.ExecuteAsync();
            },
            timeout);

    private Task<T?> GetAsync<T>(string key, JsonTypeInfo<T> type)
        where T : class => node.RunAsync("GET", key, async redis => Read(await redis.StringGetAsync(key), type), timeout);

    private Task<bool> SetAsync(string key, string value, When when) =>
        node.RunAsync("SET", key, redis => redis.StringSetAsync(key, value, when: when), timeout);

    private static T? Read<T>(RedisValue value, JsonTypeInfo<T> type)
        where T : class => value.IsNull ? null : JsonSerializer.Deserialize((string)value!, type);

    private static string Write(Product product) => JsonSerializer.Serialize(product, EntryJson.Default.Product);

    private static string Write(Derived derived) => JsonSerializer.Serialize(derived, EntryJson.Default.Derived);

    private static string Product(string id) => $"product:{id}";

    private static string Listing(string id) => $"listing:{id}";

    private static string Price(string id) => $"price:{id}";
}
