using System.ComponentModel.DataAnnotations;
using Lab.Services.Validation;

namespace Lab.Services.Api;

/// <summary>What checkout asks of inventory: tickets of the event in the path, for one buyer.</summary>
/// <param name="BuyerId">1 to 64 letters, digits, '-', '_', '.' or ':'.</param>
/// <param name="Quantity">1 to 10 tickets; 1 when absent.</param>
public sealed record ReservationRequest(
    [property: MaxLength(Identifier.MaxLength)] string? BuyerId,
    [property: Range(Validation.Quantity.Min, Validation.Quantity.Max)] int? Quantity);
