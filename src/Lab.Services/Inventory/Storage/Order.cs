namespace Lab.Services.Inventory.Storage;

/// <summary>An accepted order, one row.</summary>
internal sealed record Order
{
    public required Guid Id { get; init; }

    public required string Key { get; init; }

    public required string EventId { get; init; }

    public required string BuyerId { get; init; }

    public required int Quantity { get; init; }

    public required string Replica { get; init; }

    public required string? TraceId { get; init; }
}
