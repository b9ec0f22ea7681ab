using System.ComponentModel.DataAnnotations;
using Lab.Services.Validation;

namespace Lab.Services.Checkout.Api;

/// <summary>Buys tickets.</summary>
/// <param name="EventId">1 to 64 letters, digits, '-', '_', '.' or ':'.</param>
/// <param name="BuyerId">1 to 64 letters, digits, '-', '_', '.' or ':'.</param>
/// <param name="Quantity">1 to 10 tickets; 1 when absent.</param>
public sealed record PlaceOrder(
    [property: MaxLength(Identifier.MaxLength)] string? EventId,
    [property: MaxLength(Identifier.MaxLength)] string? BuyerId,
    [property: Range(Validation.Quantity.Min, Validation.Quantity.Max)] int? Quantity);
