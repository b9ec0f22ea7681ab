using System.Diagnostics;
using Lab.Services.Failures;
using Lab.Services.Inventory.Payments;
using Lab.Services.Inventory.Storage;
using Lab.Services.TracePoints;
using Npgsql;

namespace Lab.Services.Inventory.Strategies;

/// <summary>
/// Reads the row, computes, writes back what it computed: correct while nobody else does the same, and only then. Under a lease it is
/// the wrong fix: a holder paused past its lease overwrites what was sold meanwhile.
/// <code>
/// A: lease ── read 1 ── (paused) ····· lease over ·········· write 0 ── sold
/// B:                                   lease ── read 1 ── write 0 ── sold
/// </code>
/// </summary>
internal sealed class ReadThenWrite(
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
        return await orders.SellAsync(Sale.Overwriting, transaction, attempt, row.Stock.Remaining)
            ?? throw new UnreachableException($"The row of '{attempt.EventId}' is gone, although none is ever deleted.");
    }
}
