namespace Lab.Services.Api;

/// <summary>An order that was accepted.</summary>
public sealed record OrderReply
{
    /// <summary>Given by inventory.</summary>
    public required Guid OrderId { get; init; }

    /// <summary>The event its tickets are for.</summary>
    public required string EventId { get; init; }

    /// <summary>How many tickets, 1 to 10.</summary>
    public required int Quantity { get; init; }

    /// <summary>The inventory replica that accepted it.</summary>
    public required string Replica { get; init; }
}
