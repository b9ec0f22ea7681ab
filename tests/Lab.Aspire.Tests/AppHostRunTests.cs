using System.Net;
using System.Net.Http.Json;
using Aspire.Hosting.Testing;

namespace Lab.Aspire.Tests;

/// <summary>The case study under real Aspire, from AppHost.cs to a sold ticket.</summary>
public sealed class AppHostRunTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task A_ticket_is_sold_through_checkout_inventory_and_payments()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(limit.Token);
        await using var app = await builder.BuildAsync(limit.Token);
        await app.StartAsync(limit.Token);
        foreach (var name in (string[])["payments", "inventory", "checkout"])
        {
            await app.ResourceNotifications.WaitForResourceHealthyAsync(name, limit.Token);
        }

        using var inventory = app.CreateHttpClient("inventory", "http");
        using var stocked = await inventory.PutAsJsonAsync("/events/concert", new { capacity = 1 }, limit.Token);
        stocked.EnsureSuccessStatusCode();
        using var checkout = app.CreateHttpClient("checkout", "http");
        using var first = await OrderAsync(checkout, "first", limit.Token);
        using var second = await OrderAsync(checkout, "second", limit.Token);

        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
    }

    private static async Task<HttpResponseMessage> OrderAsync(HttpClient checkout, string key, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/orders")
        {
            Content = JsonContent.Create(new { eventId = "concert", buyerId = "buyer", quantity = 1 }),
        };
        request.Headers.Add("Idempotency-Key", key);
        return await checkout.SendAsync(request, cancellationToken);
    }
}
