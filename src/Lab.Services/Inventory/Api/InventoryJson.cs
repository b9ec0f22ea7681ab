using System.Text.Json;
using System.Text.Json.Serialization;
using Lab.Services.Api;
using Lab.Services.TracePoints;
using Microsoft.AspNetCore.Mvc;

namespace Lab.Services.Inventory.Api;

/// <summary>Compiled JSON metadata of everything this service reads and writes.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(CreateEvent))]
[JsonSerializable(typeof(EventReply))]
[JsonSerializable(typeof(ReservationRequest))]
[JsonSerializable(typeof(OrderReply))]
[JsonSerializable(typeof(ArmTracePoint))]
[JsonSerializable(typeof(ProblemDetails))]
[JsonSerializable(typeof(HttpValidationProblemDetails))]
internal sealed partial class InventoryJson : JsonSerializerContext;
