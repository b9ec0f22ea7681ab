using Lab.Services.Failures;
using Lab.Services.Inventory.Cache;
using Lab.Services.Inventory.Payments;
using Lab.Services.Inventory.Storage;
using Lab.Services.Redis;
using Lab.Services.TracePoints;

namespace Lab.Services.Inventory.Strategies;

/// <summary>
/// The suspect. It reads the cached count, checks it, asks payments, takes off. DECRBY is atomic and the code looks safe; but between the
/// check and the taking everybody else checks the same count.
/// <code>
/// A: GET 1 ── enough ── payments ── DECRBY 0 ── sold
/// B:    GET 1 ── enough ── payments ── DECRBY -1 ── sold
/// </code>
/// </summary>
/// <remarks>The row in PostgreSQL keeps its capacity: here the count in Redis is the stock.</remarks>
internal sealed class Naive(
    StockCache cache, EventStore events, OrderStore orders, PaymentsClient payments, TracePointSet tracePoints)
    : IReservationStrategy
{
    public async Task<ReservationResult> ReserveAsync(Attempt attempt, CancellationToken cancellationToken)
    {
        long? left;
        try
        {
            left = await cache.ReadAsync(attempt.EventId);
            attempt.KeyWasRead();
            left ??= await RefillAsync(attempt.EventId, cancellationToken);
        }
        catch (RedisNodeException)
        {
            return new ReservationResult.Refused(KnownFailures.CacheUnavailable);
        }

        if (left is null)
        {
            return new ReservationResult.Refused(KnownFailures.UnknownEvent);
        }

        if (left < attempt.Quantity)
        {
            return new ReservationResult.Refused(KnownFailures.SoldOut);
        }

        await tracePoints.ReachedAsync(TracePointNames.AfterCheck, attempt, cancellationToken);
        return await payments.AcceptsAsync(attempt, cancellationToken)
            ? await TakeAsync(attempt)
            : new ReservationResult.Refused(KnownFailures.PaymentFailed);
    }

    private async Task<ReservationResult> TakeAsync(Attempt attempt)
    {
        try
        {
            await cache.TakeAsync(attempt.EventId, attempt.Quantity);
            var order = orders.From(attempt);
            if (await orders.TryInsertAsync(order, CancellationToken.None))
            {
                await tracePoints.ReachedAsync(TracePointNames.AfterCommit, attempt, CancellationToken.None);
                return new ReservationResult.Sold(order, Stock: null);
            }

            await cache.GiveBackAsync(attempt.EventId, attempt.Quantity);
            return await orders.StoredAsync(attempt.Key);
        }
        catch (RedisNodeException)
        {
            // The count may be down by these tickets without an order.
            return new ReservationResult.Refused(KnownFailures.OutcomeUnknown);
        }
    }

    // Redis lost the count, or never had it. Sales that are between their check and their row are not in the sum.
    private async Task<long?> RefillAsync(string eventId, CancellationToken cancellationToken)
    {
        if (await events.CountUnsoldAsync(eventId, cancellationToken) is not { } unsold)
        {
            return null;
        }

        await cache.FillAsync(eventId, unsold);
        return await cache.ReadAsync(eventId);
    }
}
