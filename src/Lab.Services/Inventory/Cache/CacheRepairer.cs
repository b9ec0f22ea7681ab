using Lab.Services.Inventory.Storage;
using Lab.Services.Inventory.Strategies;
using Lab.Services.Redis;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Lab.Services.Inventory.Cache;

/// <summary>
/// Makes the cache equal to PostgreSQL again after a copy was cut short: Redis dead or emptied, or a replica killed between its commit and
/// its copy. Every replica repairs, so that it needs no survivor in particular.
/// </summary>
/// <remarks>A round is one SELECT and one MGET, and writes only what differs.</remarks>
internal sealed partial class CacheRepairer(
    EventStore events,
    StockCache cache,
    Schema schema,
    IOptions<InventoryOptions> options,
    TimeProvider time,
    ILogger<CacheRepairer> logger)
    : BackgroundService
{
    // Of the latest; two keys each in one MGET.
    private const int MostEvents = 1000;

    private readonly RepairSchedule _schedule = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!StrategyCatalogue.ShowsStock(options.Value.Strategy))
        {
            // The count in Redis is not a copy of anything.
            return;
        }

        using var timer = new PeriodicTimer(options.Value.RepairInterval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (!schema.IsReady)
            {
                continue;
            }

            try
            {
                await RepairAsync(stoppingToken);
                _schedule.RoundDone();
            }
            catch (Exception exception) when (exception is RedisNodeException or NpgsqlException)
            {
                // One of the stores is away; the next round that works looks further back.
                _schedule.LookFurther();
                LogRoundFailed(exception.Message);
            }
        }
    }

    private async Task RepairAsync(CancellationToken cancellationToken)
    {
        var (rows, versions, isIntact) = await CompareAsync(cancellationToken);
        if (!isIntact && !_schedule.IsLong)
        {
            // Redis came back empty.
            _schedule.LookFurther();
            (rows, versions, isIntact) = await CompareAsync(cancellationToken);
        }

        EventRow[] behind = [.. rows.Zip(versions).Where(IsBehind).Select(pair => pair.First)];
        foreach (var row in behind)
        {
            await cache.ShowAsync(row.Id, row.Stock);
        }

        if (!isIntact)
        {
            await cache.MarkIntactAsync();
        }

        if (behind is [var first, ..])
        {
            LogRepaired(behind.Length, first.Id);
        }
    }

    private async Task<(IReadOnlyList<EventRow> Rows, IReadOnlyList<long?> Versions, bool IsIntact)> CompareAsync(
        CancellationToken cancellationToken)
    {
        // Rows first, then what is shown: a sale in between can only make the cache newer, and the newer is left alone.
        var rows = await events.ChangedWithinAsync(_schedule.Look, MostEvents, cancellationToken);
        var (versions, isIntact) = await cache.ReadVersionsAsync([.. rows.Select(row => row.Id)]);
        return (rows, versions, isIntact);
    }

    // A cache that is ahead has been told by a sale since the rows were read.
    private static bool IsBehind((EventRow Row, long? Shown) pair) =>
        pair.Shown is not { } shown || shown < pair.Row.Stock.Version;

    [LoggerMessage(LogLevel.Information, "Brought the cache up to date for {Count} events, the first being {EventId}")]
    private partial void LogRepaired(int count, string eventId);

    [LoggerMessage(LogLevel.Debug, "Could not compare the cache with PostgreSQL: {Reason}")]
    private partial void LogRoundFailed(string reason);
}
