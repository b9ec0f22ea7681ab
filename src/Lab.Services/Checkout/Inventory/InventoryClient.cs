using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Lab.Services.Api;
using Lab.Services.Checkout.Api;
using Lab.Services.Failures;
using Lab.Services.Replicas;
using Microsoft.AspNetCore.Mvc;

namespace Lab.Services.Checkout.Inventory;

/// <summary>Asks inventory once. A failure that inventory calls definite is passed on as such; every other is unknown.</summary>
internal sealed class InventoryClient(HttpClient http)
{
    public static readonly Uri Service = new("http://inventory");

    public async Task<InventoryAnswer> ReserveAsync(
        string eventId, ReservationRequest reservation, string key, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"events/{eventId}/reservations")
        {
            Content = JsonContent.Create(reservation, CheckoutJson.Default.ReservationRequest),
        };
        request.Headers.Add(ApiHeaders.IdempotencyKey, key);
        try
        {
            using var reply = await http.SendAsync(request, cancellationToken);
            var answer = await ReadAsync(reply, cancellationToken);
            return answer with
            {
                Replica = Header(reply.Headers, LabHeaders.Replica),
                FirstRead = Header(reply.Headers, LabHeaders.FirstRead),
            };
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException)
        {
            return new InventoryAnswer { Failure = KnownFailures.InventoryUnreachable };
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new InventoryAnswer { Failure = KnownFailures.InventoryTimeout };
        }
    }

    private static async Task<InventoryAnswer> ReadAsync(HttpResponseMessage reply, CancellationToken cancellationToken)
    {
        if (reply.StatusCode is HttpStatusCode.Created or HttpStatusCode.OK)
        {
            var order = await reply.Content.ReadFromJsonAsync(CheckoutJson.Default.OrderReply, cancellationToken);
            return order is null
                ? new InventoryAnswer { Failure = KnownFailures.InventoryUnreachable }
                : new InventoryAnswer { Order = order, IsReplay = reply.StatusCode == HttpStatusCode.OK };
        }

        // A code that is not in the table, or none: perhaps a proxy's error page. Nothing can be concluded from it.
        var problem = await reply.Content.ReadFromJsonAsync(CheckoutJson.Default.ProblemDetails, cancellationToken);
        return new InventoryAnswer { Failure = KnownFailures.Find(Code(problem)) ?? KnownFailures.InventoryUnreachable };
    }

    private static string? Code(ProblemDetails? problem) =>
        problem?.Extensions.TryGetValue("code", out var value) == true ? value?.ToString() : null;

    private static string? Header(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;
}
