using System.Text.Json.Serialization;
using Lab.Services.Api;

namespace Lab.Services.Catalog.Search;

/// <summary>What the search index is told.</summary>
internal sealed record Change(string ProductId, string UpdateId);

/// <summary>
/// Tells the search index of a change. Where an update does so between the entry and what is made from it, its latency is the width of
/// the race's window.
/// </summary>
internal sealed partial class SearchClient(HttpClient http, ILogger<SearchClient> logger)
{
    public static readonly Uri Service = new("http://search");

    /// <summary>Never fails: an index that is behind catches up by itself, and an update must not be lost over it.</summary>
    public async Task TellAsync(string productId, string updateId)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "changes")
        {
            Content = JsonContent.Create(new Change(productId, updateId), SearchJson.Default.Change),
        };
        request.Headers.Add(ApiHeaders.IdempotencyKey, updateId);
        try
        {
            using var reply = await http.SendAsync(request, CancellationToken.None);
            if (!reply.IsSuccessStatusCode)
            {
                LogFailed($"status {(int)reply.StatusCode}");
            }
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            LogFailed(exception.Message);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The search index was not told: {Reason}")]
    private partial void LogFailed(string reason);
}

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Change))]
internal sealed partial class SearchJson : JsonSerializerContext;
