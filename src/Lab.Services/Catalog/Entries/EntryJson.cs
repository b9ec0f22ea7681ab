using System.Text.Json;
using System.Text.Json.Serialization;

namespace Lab.Services.Catalog.Entries;

/// <summary>Entries as Redis keeps them: <c>{"updateId":"u7","name":"Lamp","cents":1200}</c>.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Product))]
[JsonSerializable(typeof(Derived))]
internal sealed partial class EntryJson : JsonSerializerContext;
