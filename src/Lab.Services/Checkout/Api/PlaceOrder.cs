namespace Lab.Services.Checkout.Api;

/// <summary>Buys tickets.</summary>
/// <param name="EventId">1 to 64 letters, digits, '-', '_', '.' or ':'.</param>
/// <param name="BuyerId">1 to 64 letters, digits, '-', '_', '.' or ':'.</param>
/// <param name="Quantity">1 to 10 tickets; 1 when absent.</param>
public sealed record PlaceOrder(string? EventId, string? BuyerId, int? Quantity);
