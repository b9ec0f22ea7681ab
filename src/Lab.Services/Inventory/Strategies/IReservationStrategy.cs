namespace Lab.Services.Inventory.Strategies;

/// <summary>
/// One way to sell a ticket: check the stock, have payments accept, take from the stock, store the order. Strategies differ in what
/// keeps two attempts apart between the check and the taking.
/// </summary>
internal interface IReservationStrategy
{
    /// <summary>
    /// Cancellation is obeyed up to the acceptance by payments. From there on the sale is carried through: a buyer who hangs up
    /// must not leave half of one.
    /// </summary>
    Task<ReservationResult> ReserveAsync(Attempt attempt, CancellationToken cancellationToken);
}
