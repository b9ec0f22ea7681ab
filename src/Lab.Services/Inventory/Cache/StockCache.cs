using Lab.Services.Inventory.Storage;
using Lab.Services.Redis;
using StackExchange.Redis;

namespace Lab.Services.Inventory.Cache;

/// <summary>
/// The ticket counts in Redis: <c>stock:{event}</c>, a plain number that DECRBY can take from, and beside it
/// <c>stock:{event}:version</c>, the version of the row it was copied from.
/// </summary>
internal sealed class StockCache(RedisNode node, TimeSpan timeout)
{
    // There as long as the data are: when Redis has lost them, it has lost this too.
    private const string Marker = "stock:intact";

    // An older version never overwrites a newer one, in whichever order two sales get here. The count is looked at as well as the
    // version, because one key may have been lost without the other. KEYS: count, version. ARGV: remaining, version.
    private const string ShowScript = """
        local shown = redis.call('GET', KEYS[2])
        if shown and tonumber(shown) >= tonumber(ARGV[2]) and redis.call('EXISTS', KEYS[1]) == 1 then
            return 0
        end
        redis.call('SET', KEYS[1], ARGV[1])
        redis.call('SET', KEYS[2], ARGV[2])
        return 1
        """;

    /// <summary>Null when there is none.</summary>
    public Task<long?> ReadAsync(string eventId) =>
        node.RunAsync("GET", Count(eventId), async redis => (long?)await redis.StringGetAsync(Count(eventId)), timeout);

    /// <summary>As <see cref="ReadAsync"/>, but null also when Redis cannot be reached. For display only.</summary>
    public async Task<long?> TryReadAsync(string eventId)
    {
        try
        {
            return await ReadAsync(eventId);
        }
        catch (RedisNodeException)
        {
            return null;
        }
    }

    /// <summary>Sets a count where there is none: of several that fill a gap, the first wins.</summary>
    public Task FillAsync(string eventId, long count) =>
        node.RunAsync("SET", Count(eventId), redis => redis.StringSetAsync(Count(eventId), count, when: When.NotExists), timeout);

    /// <summary>Takes off, whatever is there: the count may go below zero.</summary>
    public Task<long> TakeAsync(string eventId, int quantity) =>
        node.RunAsync("DECRBY", Count(eventId), redis => redis.StringDecrementAsync(Count(eventId), quantity), timeout);

    /// <summary>Puts back what was taken for a sale that did not come about.</summary>
    public Task<long> GiveBackAsync(string eventId, int quantity) =>
        node.RunAsync("INCRBY", Count(eventId), redis => redis.StringIncrementAsync(Count(eventId), quantity), timeout);

    /// <summary>Shows a stock unless a newer one is shown already.</summary>
    public Task ShowAsync(string eventId, Stock stock) =>
        node.RunAsync(
            "EVAL",
            Count(eventId),
            redis => redis.ExecuteAsync(
                "EVAL", ShowScript, 2, (RedisKey)Count(eventId), (RedisKey)Version(eventId), stock.Remaining, stock.Version),
            timeout);

    /// <summary>The versions shown, null where count or version is missing; and whether Redis still has what it was told.</summary>
    public async Task<(IReadOnlyList<long?> Versions, bool IsIntact)> ReadVersionsAsync(IReadOnlyList<string> eventIds)
    {
        RedisKey[] keys = [Marker, .. eventIds.SelectMany(id => new RedisKey[] { Count(id), Version(id) })];
        var values = await node.RunAsync("MGET", Marker, redis => redis.StringGetAsync(keys), timeout);
        var versions = new long?[eventIds.Count];
        for (var i = 0; i < versions.Length; i++)
        {
            versions[i] = values[(2 * i) + 1].IsNull ? null : (long?)values[(2 * i) + 2];
        }

        return (versions, !values[0].IsNull);
    }

    /// <summary>To be called once everything is shown that should be.</summary>
    public Task MarkIntactAsync() =>
        node.RunAsync("SET", Marker, redis => redis.StringSetAsync(Marker, "1"), timeout);

    private static string Count(string eventId) => $"stock:{eventId}";

    private static string Version(string eventId) => $"stock:{eventId}:version";
}
