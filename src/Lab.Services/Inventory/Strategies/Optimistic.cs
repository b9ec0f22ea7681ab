using Lab.Services.Failures;
using Lab.Services.Inventory.Payments;
using Lab.Services.Inventory.Storage;
using Lab.Services.TracePoints;
using Npgsql;

namespace Lab.Services.Inventory.Strategies;

/// <summary>
/// Takes only if the row's version is still the one that was checked; else reads and checks again. Payments are asked once, before
/// the first round.
/// </summary>
/// <remarks>How many rounds may be lost is <see cref="InventoryOptions.OptimisticRetries"/>.</remarks>
internal sealed class Optimistic(
    NpgsqlDataSource database,
    EventStore events,
    OrderStore orders,
    PaymentsClient payments,
    TracePointSet tracePoints,
    int retries)
    : IReservationStrategy
{
    public async Task<ReservationResult> ReserveAsync(Attempt attempt, CancellationToken cancellationToken)
    {
        var row = await events.FindAsync(attempt.EventId, cancellationToken);
        attempt.KeyWasRead();
        if (row is null)
        {
            return new ReservationResult.Refused(KnownFailures.UnknownEvent);
        }

        if (row.Stock.Remaining < attempt.Quantity)
        {
            return new ReservationResult.Refused(KnownFailures.SoldOut);
        }

        await tracePoints.ReachedAsync(TracePointNames.AfterCheck, attempt, cancellationToken);
        if (!await payments.AcceptsAsync(attempt, cancellationToken))
        {
            return new ReservationResult.Refused(KnownFailures.PaymentFailed);
        }

        return await SellAsync(attempt, row.Stock);
    }

    private async Task<ReservationResult> SellAsync(Attempt attempt, Stock? read)
    {
        for (var round = 0; round <= retries; round++)
        {
            if (read is not { } stock || stock.Remaining < attempt.Quantity)
            {
                return new ReservationResult.Refused(KnownFailures.SoldOut);
            }

            if (await TryAsync(attempt, stock.Version) is { } result)
            {
                return result;
            }

            read = (await events.FindAsync(attempt.EventId, CancellationToken.None))?.Stock;
        }

        // Every round was rolled back.
        return new ReservationResult.Refused(KnownFailures.Contention);
    }

    private async Task<ReservationResult?> TryAsync(Attempt attempt, long version)
    {
        await using var connection = await database.OpenConnectionAsync(CancellationToken.None);
        await using var transaction = await connection.BeginTransactionAsync(CancellationToken.None);
        return await orders.SellAsync(Sale.IfUnchanged, transaction, attempt, version);
    }
}
