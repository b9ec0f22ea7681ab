using System.ComponentModel.DataAnnotations;

namespace Lab.Services.Catalog.Api;

/// <summary>Adds a product or changes it.</summary>
/// <param name="Name">1 to 64 characters.</param>
/// <param name="Cents">The price, 0 to 1,000,000,000.</param>
public sealed record UpdateProduct(
    [property: Required, StringLength(ProductRoutes.MaxName, MinimumLength = 1)] string? Name,
    [property: Range(0, ProductRoutes.MaxCents)] long? Cents);

/// <summary>An update that was carried out.</summary>
/// <param name="Id">Of the product.</param>
/// <param name="UpdateId">The idempotency key that it came with.</param>
public sealed record UpdateReply(string Id, string UpdateId);

/// <summary>A product as its page shows it, with the update that each part of it comes from.</summary>
public sealed record ProductReply
{
    /// <summary>Chosen by who added it.</summary>
    public required string Id { get; init; }

    /// <summary>From the product's entry.</summary>
    public required string Name { get; init; }

    /// <summary>The update that wrote the product's entry.</summary>
    public required string UpdateId { get; init; }

    /// <summary>The line in lists.</summary>
    public required PartReply Listing { get; init; }

    /// <summary>The price tag.</summary>
    public required PartReply Price { get; init; }
}

/// <summary>A part that is made from the product's entry.</summary>
/// <param name="Text">As shown.</param>
/// <param name="UpdateId">The update that it was made from.</param>
public sealed record PartReply(string Text, string UpdateId);
