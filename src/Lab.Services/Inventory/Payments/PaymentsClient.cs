using System.Text.Json.Serialization;
using Lab.Services.Api;
using Lab.Services.Inventory.Strategies;

namespace Lab.Services.Inventory.Payments;

/// <summary>What payments is asked.</summary>
internal sealed record Charge(string BuyerId, string EventId, int Quantity);

/// <summary>
/// Asks payments to accept an order. It stands between the check and the taking, and its latency is the width of the race's window.
/// </summary>
/// <remarks>
/// A payment accepted for tickets that are then not to be had (<c>atomic</c> and <c>optimistic</c> find out late) would be voided by a
/// real shop. The idempotency key goes along, so that a charge sent twice is charged once.
/// </remarks>
internal sealed partial class PaymentsClient(HttpClient http, ILogger<PaymentsClient> logger)
{
    public static readonly Uri Service = new("http://payments");

    /// <summary>False when payments refused, failed or took too long.</summary>
    public async Task<bool> AcceptsAsync(Attempt attempt, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "payments")
        {
            Content = JsonContent.Create(
                new Charge(attempt.BuyerId, attempt.EventId, attempt.Quantity), PaymentsJson.Default.Charge),
        };
        request.Headers.Add(ApiHeaders.IdempotencyKey, attempt.Key);
        try
        {
            using var reply = await http.SendAsync(request, cancellationToken);
            return reply.IsSuccessStatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            LogFailed(exception.Message);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Payments did not answer: {Reason}")]
    private partial void LogFailed(string reason);
}

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Charge))]
internal sealed partial class PaymentsJson : JsonSerializerContext;
