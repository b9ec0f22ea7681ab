using System.Globalization;
using System.Text.Json;
using Lab.Services.Tests.Support;

namespace Lab.Services.Tests;

public sealed class CheckoutTests(Stores stores)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_order_is_answered_with_its_id_event_quantity_and_replica_and_can_be_looked_at()
    {
        await using var shop = await Shop.OpenAsync(stores, "redlock");
        var id = await shop.EventAsync(capacity: 5);

        using var placed = await shop.Checkout.PostAsync(
            "orders", Json.Body($$"""{"eventId":"{{id}}","buyerId":"b","quantity":3}"""), Cancel);
        var order = await Json.ReadAsync(placed);
        using var found = await shop.Checkout.GetAsync(placed.Headers.Location, Cancel);

        Assert.Equal($"/orders/{order.GetProperty("orderId").GetString()}", placed.Headers.Location!.ToString());
        Assert.Equal(
            $$"""{"orderId":"{{order.GetProperty("orderId").GetString()}}","eventId":"{{id}}","quantity":3,"replica":"inventory-1"}""",
            order.GetRawText());
        Assert.Equal(order.GetRawText(), (await Json.ReadAsync(found)).GetRawText());
    }

    [Fact]
    public async Task A_reply_tells_who_served_it_when_it_came_in_and_when_the_key_was_read()
    {
        await using var shop = await Shop.OpenAsync(stores, "naive");
        var id = await shop.EventAsync(capacity: 1);
        var before = TimeProvider.System.GetTimestamp();

        var reply = await shop.OrderAsync(id);

        var after = TimeProvider.System.GetTimestamp();
        long[] moments = [before, Moment(reply, "Lab-Received"), Moment(reply, "Lab-First-Read"), after];
        Assert.Equal(moments.Order(), moments);
        Assert.Equal("inventory-1", reply.Headers["Lab-Replica"]);
    }

    [Fact]
    public async Task A_refusal_tells_the_same()
    {
        await using var shop = await Shop.OpenAsync(stores, "refuse-all");
        var id = await shop.EventAsync(capacity: 1);

        var reply = await shop.OrderAsync(id);

        Assert.Equal((409, "sold-out", "inventory-1"), (reply.Status, reply.Code, reply.Headers["Lab-Replica"]));
        Assert.True(Moment(reply, "Lab-Received") > 0);
    }

    [Fact]
    public async Task The_stored_order_names_its_replica_and_the_trace_of_its_request()
    {
        await using var shop = await Shop.OpenAsync(stores, "atomic");
        var id = await shop.EventAsync(capacity: 1);
        using var request = new HttpRequestMessage(HttpMethod.Post, "orders")
        {
            Content = Json.Body($$"""{"eventId":"{{id}}","buyerId":"b"}"""),
        };
        request.Headers.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

        using var reply = await shop.Checkout.SendAsync(request, Cancel);

        Assert.Equal(
            "inventory-1 0af7651916cd43dd8448eb211c80319c",
            await shop.QueryAsync<string>("SELECT replica || ' ' || trace_id FROM orders WHERE event_id = $1", id));
    }

    [Fact]
    public async Task Inventory_that_is_gone_leaves_the_outcome_unknown()
    {
        await using var shop = await Shop.OpenAsync(
            stores, "atomic", settings: "--services:inventory:http:0=http://127.0.0.1:9");

        var reply = await shop.OrderAsync("any");

        Assert.Equal((502, "inventory-unreachable"), (reply.Status, reply.Code));
    }

    [Fact]
    public async Task Inventory_that_does_not_answer_in_time_leaves_the_outcome_unknown()
    {
        await using var shop = await Shop.OpenAsync(
            stores, "atomic", settings: "--Checkout:InventoryTimeout=00:00:00.200");
        var id = await shop.EventAsync(capacity: 1);
        shop.Payments.Answer = async cancellationToken =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            return 200;
        };

        var reply = await shop.OrderAsync(id);

        Assert.Equal((504, "inventory-unreachable"), (reply.Status, reply.Code));
    }

    [Theory]
    [InlineData(500, "")]
    [InlineData(503, "<html>busy</html>")]
    [InlineData(500, """{"code":"sold-out-or-so"}""")]
    [InlineData(200, "[]")]
    [InlineData(200, "null")]
    public async Task An_answer_that_says_nothing_certain_leaves_the_outcome_unknown(int status, string body)
    {
        await using var stranger = await Stranger.StartAsync(status, body);
        await using var shop = await Shop.OpenAsync(
            stores, "atomic", settings: $"--services:inventory:http:0={stranger.Address}");

        var reply = await shop.OrderAsync("any");

        Assert.Equal((502, "inventory-unreachable"), (reply.Status, reply.Code));
    }

    [Fact]
    public async Task It_asks_inventory_once_whatever_happens()
    {
        await using var stranger = await Stranger.StartAsync(503, "");
        await using var shop = await Shop.OpenAsync(
            stores, "atomic", settings: $"--services:inventory:http:0={stranger.Address}");

        await shop.OrderAsync("any");

        Assert.Equal(1, stranger.Requests);
    }

    [Theory]
    [InlineData("checkout", "/orders")]
    [InlineData("inventory", "/events/{id}/reservations")]
    public async Task The_OpenAPI_document_describes_the_api(string service, string path)
    {
        await using var shop = await Shop.OpenAsync(stores, "atomic");
        var client = service == "checkout" ? shop.Checkout : shop.Replicas[0];

        using var document = JsonDocument.Parse(await client.GetStringAsync("openapi/v1.json", Cancel));

        var responses = document.RootElement.GetProperty("paths").GetProperty(path).GetProperty("post").GetProperty("responses");
        Assert.Superset(
            new HashSet<string>(["200", "201", "400", "404", "409", "422", "502", "503"]),
            responses.EnumerateObject().Select(response => response.Name).ToHashSet());
    }

    private static long Moment(Reply reply, string header) => long.Parse(reply.Headers[header], CultureInfo.InvariantCulture);
}
