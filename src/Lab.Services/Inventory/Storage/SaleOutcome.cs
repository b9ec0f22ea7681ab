namespace Lab.Services.Inventory.Storage;

/// <summary>What became of a sale's transaction.</summary>
internal enum SaleOutcome
{
    /// <summary>Tickets taken, order stored.</summary>
    Committed,

    /// <summary>Rolled back: the row did not meet the condition.</summary>
    ConditionFailed,

    /// <summary>Rolled back: the idempotency key has an order already.</summary>
    KeyTaken,
}
