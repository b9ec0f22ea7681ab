using Lab.Services.Failures;
using Lab.Services.Inventory.Payments;
using Lab.Services.Inventory.Storage;
using Lab.Services.TracePoints;
using Npgsql;

namespace Lab.Services.Inventory.Strategies;

/// <summary>
/// One conditional UPDATE is check and taking at once. The reading before it decides nothing; it only spares payments for what is
/// sold out anyway.
/// </summary>
/// <remarks>
/// Nothing is locked while payments are asked, so the last ticket may be gone when they have accepted. The buyer is then told sold out, and a
/// real shop would void the payment here.
/// </remarks>
internal sealed class Atomic(
    NpgsqlDataSource database, EventStore events, OrderStore orders, PaymentsClient payments, TracePointSet tracePoints)
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

        await using var connection = await database.OpenConnectionAsync(CancellationToken.None);
        await using var transaction = await connection.BeginTransactionAsync(CancellationToken.None);
        return await orders.SellAsync(Sale.IfEnough, transaction, attempt, read: null)
            ?? new ReservationResult.Refused(KnownFailures.SoldOut);
    }
}
