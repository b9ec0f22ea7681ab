using System.Text.Json;

namespace Lab.Services.Tests.Support;

/// <summary>What a buyer got: status, code of the problem if there was one, order if there was one, headers.</summary>
internal sealed record Reply
{
    public required int Status { get; init; }

    public string? Code { get; init; }

    public string? OrderId { get; init; }

    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    public bool IsSold => Status == 201;

    public static async Task<Reply> ReadAsync(HttpResponseMessage reply)
    {
        var json = await Json.ReadAsync(reply);
        return new Reply
        {
            Status = (int)reply.StatusCode,
            Code = Text(json, "code"),
            OrderId = Text(json, "orderId"),
            Headers = reply.Headers.ToDictionary(header => header.Key, header => header.Value.First(), StringComparer.OrdinalIgnoreCase),
        };
    }

    private static string? Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) ? value.GetString() : null;
}
