using Lab.Services.Failures;
using Lab.Services.Inventory.Storage;

namespace Lab.Services.Inventory.Strategies;

/// <summary>What all strategies share: a key that was served before gets its order back, and buys nothing.</summary>
internal sealed class ReservationDesk(OrderStore orders, IReservationStrategy strategy)
{
    public async Task<ReservationResult> ReserveAsync(Attempt attempt, CancellationToken cancellationToken)
    {
        // First of all, because a replay must also be answered once the event is sold out.
        var result = await orders.FindByKeyAsync(attempt.Key, cancellationToken) is { } stored
            ? new ReservationResult.AlreadyStored(stored)
            : await strategy.ReserveAsync(attempt, cancellationToken);
        return result is ReservationResult.AlreadyStored { Order: var order } && !IsSameIntent(order, attempt)
            ? new ReservationResult.Refused(KnownFailures.KeyReused)
            : result;
    }

    private static bool IsSameIntent(Order order, Attempt attempt) =>
        order.EventId == attempt.EventId && order.BuyerId == attempt.BuyerId && order.Quantity == attempt.Quantity;
}
