using Lab.Services.Failures;
using Lab.Services.Inventory.Storage;

namespace Lab.Services.Inventory.Strategies;

/// <summary>How an attempt ended.</summary>
internal abstract record ReservationResult
{
    private ReservationResult()
    {
    }

    /// <summary>The order is stored for good.</summary>
    /// <param name="Order">As stored.</param>
    /// <param name="Stock">What the sale left in PostgreSQL; null when the strategy does not keep stock there.</param>
    public sealed record Sold(Order Order, Stock? Stock) : ReservationResult;

    /// <summary>The idempotency key had been served before; this attempt changed nothing.</summary>
    public sealed record AlreadyStored(Order Order) : ReservationResult;

    /// <summary>Not sold; the failure says whether that is certain.</summary>
    public sealed record Refused(Failure Failure) : ReservationResult;
}
