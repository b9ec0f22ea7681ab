using System.ComponentModel.DataAnnotations;

namespace Lab.Services.Inventory.Api;

/// <summary>Opens an event for sale.</summary>
/// <param name="Capacity">Tickets that exist, 1 to 1,000,000.</param>
public sealed record CreateEvent([property: Range(1, EventRoutes.MaxCapacity)] int? Capacity);

/// <summary>An event as both stores see it.</summary>
public sealed record EventReply
{
    /// <summary>Chosen by who created it.</summary>
    public required string Id { get; init; }

    /// <summary>Tickets that exist.</summary>
    public required int Capacity { get; init; }

    /// <summary>Tickets left by the row in PostgreSQL. The naive strategy never writes it.</summary>
    public required int Remaining { get; init; }

    /// <summary>Tickets left by the count in Redis; null when Redis has none or cannot be reached.</summary>
    public required long? Cached { get; init; }
}
