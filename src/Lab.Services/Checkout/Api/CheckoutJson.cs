using System.Text.Json;
using System.Text.Json.Serialization;
using Lab.Services.Api;
using Microsoft.AspNetCore.Mvc;

namespace Lab.Services.Checkout.Api;

/// <summary>Compiled JSON metadata of everything this service reads and writes.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(PlaceOrder))]
[JsonSerializable(typeof(OrderReply))]
[JsonSerializable(typeof(ReservationRequest))]
[JsonSerializable(typeof(ProblemDetails))]
[JsonSerializable(typeof(HttpValidationProblemDetails))]
internal sealed partial class CheckoutJson : JsonSerializerContext;
