using Lab.Services.Api;
using Lab.Services.Failures;

namespace Lab.Services.Checkout.Inventory;

/// <summary>What inventory said, or that it said nothing. One of <see cref="Order"/> and <see cref="Failure"/> is set.</summary>
internal sealed record InventoryAnswer
{
    public OrderReply? Order { get; init; }

    /// <summary>The order is one that had been placed before under the same key.</summary>
    public bool IsReplay { get; init; }

    public Failure? Failure { get; init; }

    /// <summary>The replica that answered.</summary>
    public string? Replica { get; init; }

    /// <summary>When it first read the contended key, ns.</summary>
    public string? FirstRead { get; init; }
}
