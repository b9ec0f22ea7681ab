using Lab.Services.Inventory.Storage;
using Lab.Services.Redis;

namespace Lab.Services.Inventory.Cache;

/// <summary>Copies a committed stock to the cache.</summary>
internal sealed partial class StockProjection(StockCache cache, ILogger<StockProjection> logger)
{
    private volatile bool _isFailing;

    /// <summary>
    /// Never fails: the sale is committed and must be acknowledged, cache or no cache. This is the one place where a failure is
    /// swallowed; <see cref="CacheRepairer"/> makes up for it.
    /// </summary>
    public async Task ShowAsync(string eventId, Stock stock)
    {
        try
        {
            await cache.ShowAsync(eventId, stock);
            _isFailing = false;
        }
        catch (RedisNodeException exception)
        {
            // Once per outage: with Redis dead, every sale comes by here.
            if (!_isFailing)
            {
                _isFailing = true;
                LogNotShown(eventId, exception.Message);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "The cache does not show the stock of {EventId} yet: {Reason}")]
    private partial void LogNotShown(string eventId, string reason);
}
