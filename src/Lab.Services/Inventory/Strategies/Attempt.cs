namespace Lab.Services.Inventory.Strategies;

/// <summary>One request for tickets on its way through a strategy.</summary>
internal sealed class Attempt(TimeProvider time)
{
    public required string EventId { get; init; }

    public required string BuyerId { get; init; }

    /// <summary>Tickets, 1 to 10.</summary>
    public required int Quantity { get; init; }

    /// <summary>The idempotency key: names the order the buyer intends, and the operation in a history.</summary>
    public required string Key { get; init; }

    /// <summary>W3C trace id of the request, 32 hex digits; null when it is not traced.</summary>
    public required string? TraceId { get; init; }

    /// <summary>When the contended key had first been read, ns of the monotonic clock; null before that.</summary>
    public long? FirstRead { get; private set; }

    /// <summary>To be called as soon as a reply with the contended key is here. Later calls change nothing.</summary>
    public void KeyWasRead() => FirstRead ??= time.GetTimestamp();
}
