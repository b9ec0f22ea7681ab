using System.Net.Sockets;
using System.Text;
using Lab.Services.Tests.Support;

namespace Lab.Services.Tests;

/// <summary>Whatever is wrong with a request is told as a 400 with a problem document, and nothing is written.</summary>
public sealed class BadInputTests(Stores stores)
{
    private static readonly string[] NoJson =
    [
        "", " ", "nonsense", "{", "[", "\"", "{}x", "{\"eventId\":}", "{'eventId':'e'}", "{\"eventId\":\"e\",}", "// e", "\0", "NaN",
    ];

    private static readonly string[] WrongShape =
    [
        "null", "[]", "7", "true", "\"e\"", "{}", "[{}]", "{\"capacity\":null}", "{\"quantity\":null}",
    ];

    private static readonly string[] BadIds =
    [
        "null", "7", "true", "[]", "{}", "\"\"", "\" \"", "\"a b\"", "\"a\\u0000b\"", "\"\\u0000\"", "\"a\\nb\"", "\"\\u001b\"", "\"\\u007f\"",
        "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"é\"", "\"🎫\"", "\"../x\"", "\"a/b\"", "\"a%00\"", "\"a'b\"", "\"a;drop table orders\"",
        $"\"{new string('x', 65)}\"", $"\"{new string('x', 20_000)}\"",
    ];

    private static readonly string[] BadNumbers =
    [
        "0", "-1", "1000001", "2147483648", "-2147483649", "9223372036854775808", "1e400", "1.5", "1e1x", "\"1\"", "\"\"", "true", "[]", "{}",
        "01", "+1", "NaN", "Infinity",
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static IEnumerable<string> Orders =>
    [
        .. NoJson, .. WrongShape,
        .. BadIds.Select(id => $$"""{"eventId":{{id}},"buyerId":"b"}"""),
        .. BadIds.Select(id => $$"""{"eventId":"e","buyerId":{{id}}}"""),
        .. BadNumbers.Append("11").Select(number => $$"""{"eventId":"e","buyerId":"b","quantity":{{number}}}"""),
        """{"eventId":"e","eventId":"f","buyerId":"b"}""",
        """{"\ud800":1,"eventId":"e","buyerId":"b\u0000"}""",
    ];

    private static IEnumerable<string> Reservations =>
    [
        .. NoJson, .. WrongShape,
        .. BadIds.Select(id => $$"""{"buyerId":{{id}}}"""),
        .. BadNumbers.Append("11").Select(number => $$"""{"buyerId":"b","quantity":{{number}}}"""),
    ];

    private static IEnumerable<string> Events =>
    [
        .. NoJson, .. WrongShape, .. BadNumbers.Append("null").Select(number => $$"""{"capacity":{{number}}}"""),
    ];

    // One shop for all shapes of a request: hundreds of starts would say nothing more.
    [Fact]
    public async Task No_malformed_order_gets_anything_but_a_400()
    {
        await using var shop = await Shop.OpenAsync(stores, "atomic");

        await AssertRefusedAsync(Orders, body => Post(shop.Checkout, "orders", body));
    }

    [Fact]
    public async Task No_malformed_reservation_gets_anything_but_a_400()
    {
        await using var shop = await Shop.OpenAsync(stores, "atomic");

        await AssertRefusedAsync(Reservations, body => Post(shop.Replicas[0], "events/e/reservations", body, "key"));
    }

    [Fact]
    public async Task No_malformed_event_gets_anything_but_a_400()
    {
        await using var shop = await Shop.OpenAsync(stores, "atomic");

        await AssertRefusedAsync(Events, body =>
            new HttpRequestMessage(HttpMethod.Put, new Uri(shop.Replicas[0].BaseAddress!, "events/e")) { Content = Json.Body(body) });
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("a b")]
    [InlineData("a,b")]
    [InlineData("%00")]
    [InlineData("sixty-five-characters-sixty-five-characters-sixty-five-characters")]
    public async Task No_malformed_idempotency_key_gets_anything_but_a_400(string key)
    {
        await using var shop = await Shop.OpenAsync(stores, "atomic");

        await AssertRefusedAsync([key], bad => Post(shop.Checkout, "orders", """{"eventId":"e","buyerId":"b"}""", bad));
        await AssertRefusedAsync([key], bad => Post(shop.Replicas[0], "events/e/reservations", """{"buyerId":"b"}""", bad));
    }

    [Theory]
    [InlineData("GET /orders/7 HTTP/1.1")]
    [InlineData("GET /orders/%00 HTTP/1.1")]
    [InlineData("GET /orders/%ED%A0%80 HTTP/1.1")]
    [InlineData("GET /orders/%zz HTTP/1.1")]
    [InlineData("GET /orders/x'x HTTP/1.1")]
    public async Task No_malformed_order_id_gets_anything_but_a_400(string requestLine)
    {
        await using var shop = await Shop.OpenAsync(stores, "atomic");

        Assert.StartsWith("HTTP/1.1 400 ", await SendRawAsync(shop.Checkout, requestLine), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET /events/%00 HTTP/1.1")]
    [InlineData("GET /events/%ED%A0%80 HTTP/1.1")]
    [InlineData("GET /events/%0a HTTP/1.1")]
    [InlineData("GET /events/a%20b HTTP/1.1")]
    [InlineData("GET /events/é HTTP/1.1")]
    public async Task No_malformed_event_id_gets_anything_but_a_400(string requestLine)
    {
        await using var shop = await Shop.OpenAsync(stores, "atomic");

        Assert.StartsWith("HTTP/1.1 400 ", await SendRawAsync(shop.Replicas[0], requestLine), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bytes_that_are_no_UTF_8_get_a_400()
    {
        await using var shop = await Shop.OpenAsync(stores, "atomic");
        byte[] body = [.. "{\"eventId\":\""u8, 0xC3, 0x28, 0xFF, .. "\",\"buyerId\":\"b\"}"u8];

        using var reply = await shop.Checkout.PostAsync("orders", Json.Body(body), Cancel);

        Assert.Equal(400, (int)reply.StatusCode);
    }

    [Fact]
    public async Task Deeply_nested_JSON_gets_a_400()
    {
        await using var shop = await Shop.OpenAsync(stores, "atomic");

        await AssertRefusedAsync(
            [new string('[', 20_000), $$"""{"eventId":"e","buyerId":"b","x":{{new string('[', 20_000)}}"""],
            body => Post(shop.Checkout, "orders", body));
    }

    [Fact]
    public async Task A_body_too_large_to_be_meant_gets_a_413()
    {
        await using var shop = await Shop.OpenAsync(stores, "atomic");

        using var reply = await shop.Checkout.SendAsync(Post(shop.Checkout, "orders", new string(' ', 100_000)), Cancel);

        Assert.Equal(413, (int)reply.StatusCode);
    }

    [Fact]
    public async Task A_body_that_does_not_claim_to_be_JSON_gets_a_415()
    {
        await using var shop = await Shop.OpenAsync(stores, "atomic");

        using var reply = await shop.Checkout.PostAsync("orders", new StringContent("eventId=e", Encoding.UTF8, "text/plain"), Cancel);

        Assert.Equal(415, (int)reply.StatusCode);
    }

    [Theory]
    [InlineData("application/json; charset=unheard-of")]
    [InlineData("application/json; charset=\"\"")]
    [InlineData("application/json; charset=utf-7")]
    public async Task A_body_in_a_character_set_that_nobody_knows_gets_a_415(string contentType)
    {
        await using var shop = await Shop.OpenAsync(stores, "atomic");
        foreach (var (service, path) in new[] { (shop.Checkout, "orders"), (shop.Replicas[0], "events/e/reservations") })
        {
            using var request = Post(service, path, """{"eventId":"e","buyerId":"b"}""", "key");
            request.Content!.Headers.Remove("Content-Type");
            request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);

            using var reply = await service.SendAsync(request, Cancel);

            Assert.Equal(415, (int)reply.StatusCode);
        }
    }

    [Fact]
    public async Task Every_problem_of_a_request_is_told_at_once()
    {
        await using var shop = await Shop.OpenAsync(stores, "atomic");

        using var reply = await shop.Checkout.PostAsync("orders", Json.Body("""{"eventId":"a b","quantity":11}"""), Cancel);

        var errors = (await Json.ReadAsync(reply)).GetProperty("errors");
        Assert.Equal(
            """
            {"eventId":["eventId contains a character other than letters (A to Z, a to z), digits, '-', '_', '.' and ':'. Remove it."],"buyerId":["buyerId is missing. Give 1 to 64 letters, digits, '-', '_', '.' or ':'."],"quantity":["quantity is 11; it must be 1 to 10 tickets."]}
            """,
            errors.GetRawText().Replace("\\u0027", "'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_wrong_with_the_JSON_is_told_with_its_place()
    {
        await using var shop = await Shop.OpenAsync(stores, "atomic");

        using var reply = await shop.Checkout.PostAsync("orders", Json.Body("""{"eventId":"e","buyerId":"b","quantity":"1"}"""), Cancel);

        Assert.Equal(
            "The body is not the JSON that is expected here: see $.quantity, line 1, byte 44.",
            (await Json.ReadAsync(reply)).GetProperty("detail").GetString());
    }

    private static HttpRequestMessage Post(HttpClient service, string path, string body, string? key = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(service.BaseAddress!, path)) { Content = Json.Body(body) };
        if (key is not null)
        {
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        }

        return request;
    }

    private static async Task AssertRefusedAsync(IEnumerable<string> inputs, Func<string, HttpRequestMessage> request)
    {
        using var client = new HttpClient();
        List<string> wrong = [];
        foreach (var input in inputs)
        {
            using var reply = await client.SendAsync(request(input), Cancel);
            var isProblem = reply.Content.Headers.ContentType?.MediaType == "application/problem+json";
            var code = isProblem ? (await Json.ReadAsync(reply)).GetProperty("code").GetString() : null;
            if ((int)reply.StatusCode != 400 || code != "invalid")
            {
                wrong.Add($"{(int)reply.StatusCode} {code} for {input}");
            }
        }

        Assert.Empty(wrong);
    }

    // HttpClient mends some of these by itself, so they are written by hand.
    private static async Task<string> SendRawAsync(HttpClient service, string requestLine)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", service.BaseAddress!.Port, Cancel);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes($"{requestLine}\r\nHost: x\r\nConnection: close\r\n\r\n"), Cancel);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(Cancel);
    }
}
