using Lab.Services.Inventory.Cache;
using Lab.Services.TracePoints;

namespace Lab.Services.Inventory.Strategies;

/// <summary>Shows in Redis what a sale left in PostgreSQL: after the commit, never before, or Redis would show what may be rolled back.</summary>
internal sealed class Projected(IReservationStrategy inner, StockProjection projection, TracePointSet tracePoints)
    : IReservationStrategy
{
    public async Task<ReservationResult> ReserveAsync(Attempt attempt, CancellationToken cancellationToken)
    {
        var result = await inner.ReserveAsync(attempt, cancellationToken);
        if (result is ReservationResult.Sold { Stock: { } stock })
        {
            await tracePoints.ReachedAsync(TracePointNames.AfterCommit, attempt, CancellationToken.None);
            await projection.ShowAsync(attempt.EventId, stock);
        }

        return result;
    }
}
