namespace Lab.Services.Inventory.Storage;

/// <summary>Tickets left, as of one state of the event's row.</summary>
/// <param name="Remaining">Below zero when oversold.</param>
/// <param name="Version">Grows by one with each sale; of two stocks of one event the higher is the newer.</param>
internal readonly record struct Stock(int Remaining, long Version);

/// <summary>An event's row.</summary>
internal sealed record EventRow(string Id, int Capacity, Stock Stock);
