using System.Text.Json;
using System.Text.Json.Serialization;
using Lab.Services.TracePoints;
using Microsoft.AspNetCore.Mvc;

namespace Lab.Services.Catalog.Api;

/// <summary>Compiled JSON metadata of everything this service reads and writes.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(UpdateProduct))]
[JsonSerializable(typeof(UpdateReply))]
[JsonSerializable(typeof(ProductReply))]
[JsonSerializable(typeof(ArmTracePoint))]
[JsonSerializable(typeof(ProblemDetails))]
[JsonSerializable(typeof(HttpValidationProblemDetails))]
internal sealed partial class CatalogJson : JsonSerializerContext;
