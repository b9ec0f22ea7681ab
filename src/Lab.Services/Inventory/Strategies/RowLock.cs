using System.Diagnostics;
using Lab.Services.Failures;
using Lab.Services.Inventory.Payments;
using Lab.Services.Inventory.Storage;
using Lab.Services.TracePoints;
using Npgsql;

namespace Lab.Services.Inventory.Strategies;

/// <summary>
/// <c>SELECT … FOR UPDATE</c>: whoever checks holds the event's row until the taking is committed. The lock belongs to the store that is
/// written to, so a holder that sleeps keeps it, and one that dies gives it back with nothing written.
/// </summary>
internal sealed class RowLock(
    NpgsqlDataSource database, OrderStore orders, PaymentsClient payments, TracePointSet tracePoints)
    : IReservationStrategy
{
    public async Task<ReservationResult> ReserveAsync(Attempt attempt, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var stock = await EventStore.LockAsync(transaction, attempt.EventId, cancellationToken);
        attempt.KeyWasRead();
        if (stock is not { Remaining: var left })
        {
            return new ReservationResult.Refused(KnownFailures.UnknownEvent);
        }

        if (left < attempt.Quantity)
        {
            return new ReservationResult.Refused(KnownFailures.SoldOut);
        }

        await tracePoints.ReachedAsync(TracePointNames.AfterCheck, attempt, cancellationToken);
        if (!await payments.AcceptsAsync(attempt, cancellationToken))
        {
            return new ReservationResult.Refused(KnownFailures.PaymentFailed);
        }

        return await orders.SellAsync(Sale.Unconditional, transaction, attempt, read: null)
            ?? throw new UnreachableException($"The row of '{attempt.EventId}' is gone, although it was locked and none is ever deleted.");
    }
}
