namespace Lab.Chaos.Tests.Isolate.Stubs;

public sealed class RequestMatchingTests
{
    [Theory]
    [InlineData("""{ "method": "POST" }""", "POST", "/a", true)]
    [InlineData("""{ "method": "POST" }""", "GET", "/a", false)]
    [InlineData("""{ "method": "ANY" }""", "PUT", "/a", true)]
    [InlineData("""{ "urlPath": "/a" }""", "GET", "/a?x=1", true)]
    [InlineData("""{ "urlPath": "/a" }""", "GET", "/a/b", false)]
    [InlineData("""{ "url": "/a?x=1" }""", "GET", "/a?x=1", true)]
    [InlineData("""{ "url": "/a" }""", "GET", "/a?x=1", false)]
    [InlineData("""{ "urlPathPattern": "/a/[0-9]+" }""", "GET", "/a/12?x=1", true)]
    [InlineData("""{ "urlPathPattern": "/a/[0-9]+" }""", "GET", "/a/12/b", false)]
    [InlineData("""{ "urlPattern": "/a\\?x=.*" }""", "GET", "/a?x=1", true)]
    [InlineData("""{ "urlPattern": "/a" }""", "GET", "/a?x=1", false)]
    [InlineData("""{ "queryParameters": { "x": { "equalTo": "1" } } }""", "GET", "/a?y=2&x=1", true)]
    [InlineData("""{ "queryParameters": { "x": { "equalTo": "1" } } }""", "GET", "/a?x=2", false)]
    [InlineData("""{ "queryParameters": { "x": { "equalTo": "1" } } }""", "GET", "/a?x=2&x=1", true)]
    [InlineData("""{ "queryParameters": { "x": { "absent": true } } }""", "GET", "/a?y=1", true)]
    [InlineData("""{ "queryParameters": { "x": { "absent": true } } }""", "GET", "/a?x=1", false)]
    public Task Method_address_and_query_decide(string request, string method, string url, bool matches) =>
        MatchesAsync(request, matches, method, url);

    [Theory]
    [InlineData("""{ "equalTo": "GBP" }""", "GBP", true)]
    [InlineData("""{ "equalTo": "GBP" }""", "gbp", false)]
    [InlineData("""{ "equalTo": "GBP", "caseInsensitive": true }""", "gbp", true)]
    [InlineData("""{ "contains": "BP" }""", "GBP", true)]
    [InlineData("""{ "contains": "EU" }""", "GBP", false)]
    [InlineData("""{ "matches": "[A-Z]{3}" }""", "GBP", true)]
    [InlineData("""{ "matches": "[A-Z]{2}" }""", "GBP", false)]
    [InlineData("""{ "matches": "(?=G).*P" }""", "GBP", true)]
    [InlineData("""{ "doesNotMatch": "[A-Z]{2}" }""", "GBP", true)]
    [InlineData("""{ "doesNotMatch": "[A-Z]{3}" }""", "GBP", false)]
    public async Task A_pattern_says_the_same_of_a_header_and_of_a_body(string pattern, string text, bool matches)
    {
        await MatchesAsync($$"""{ "headers": { "Currency": {{pattern}} } }""", matches, "POST", "/", null, ("currency", text));
        await MatchesAsync($$"""{ "bodyPatterns": [{{pattern}}] }""", matches, "POST", "/", text);
    }

    [Fact]
    public async Task A_header_that_is_not_there_matches_only_what_asks_for_its_absence()
    {
        await MatchesAsync("""{ "headers": { "Currency": { "absent": true } } }""", true, "POST", "/");
        await MatchesAsync("""{ "headers": { "Currency": { "matches": ".*" } } }""", false, "POST", "/");
    }

    [Theory]
    [InlineData("""{ "a": 1, "b": [1, 2] }""", """{"b":[1,2],"a":1.0}""", true)]
    [InlineData("""{ "a": 1 }""", """{"a":1,"b":2}""", false)]
    [InlineData("""{ "a": [1, 2] }""", """{"a":[2,1]}""", false)]
    [InlineData("""{ "a": null }""", """{}""", false)]
    [InlineData("""{ "a": "1" }""", """{"a":1}""", false)]
    [InlineData("""{ "a": 1 }""", "no json", false)]
    public Task Json_is_equal_by_meaning_not_by_text(string expected, string body, bool matches) =>
        MatchesAsync($$"""{ "bodyPatterns": [{ "equalToJson": {{expected}} }] }""", matches, "POST", "/", body);

    [Theory]
    [InlineData("\"ignoreArrayOrder\": true", """{"a":[{"x":2},{"x":1}]}""", true)]
    [InlineData("\"ignoreArrayOrder\": true", """{"a":[{"x":2},{"x":2}]}""", false)]
    [InlineData("\"ignoreExtraElements\": true", """{"a":[{"x":1,"y":0},{"x":2}],"b":1}""", true)]
    [InlineData("\"ignoreExtraElements\": true", """{"a":[{"x":1}],"b":1}""", false)]
    public Task Json_equality_is_relaxed_where_asked(string how, string body, bool matches) => MatchesAsync(
        $$"""{ "bodyPatterns": [{ "equalToJson": "{\"a\":[{\"x\":1},{\"x\":2}]}", {{how}} }] }""", matches, "POST", "/", body);

    [Theory]
    [InlineData("\"$.order.lines[1].sku\"", true)]
    [InlineData("\"$.order.lines[2].sku\"", false)]
    [InlineData("\"$['order']['note']\"", false)]
    [InlineData("\"$.order.lines[*].sku\"", true)]
    [InlineData("\"$.order.none[*]\"", false)]
    [InlineData("""{ "expression": "$.order.lines[*].sku", "equalTo": "B" }""", true)]
    [InlineData("""{ "expression": "$.order.lines[*].sku", "equalTo": "C" }""", false)]
    [InlineData("""{ "expression": "$.order.lines[0].count", "matches": "[0-9]" }""", true)]
    [InlineData("""{ "expression": "$.order.voucher", "absent": true }""", true)]
    [InlineData("""{ "expression": "$.order.lines", "absent": true }""", false)]
    public Task A_json_path_leads_to_what_must_be_there(string path, bool matches) => MatchesAsync(
        $$"""{ "bodyPatterns": [{ "matchesJsonPath": {{path}} }] }""", matches, "POST", "/",
        """{"order":{"note":null,"lines":[{"sku":"A","count":2},{"sku":"B"}]}}""");

    [Fact]
    public async Task The_lower_number_is_asked_first_and_among_equals_whichever_came_last()
    {
        using var stub = new StubUnderTest("""
            { "mappings": [
              { "priority": 1, "request": { "urlPath": "/a" }, "response": { "body": "first" } },
              { "request": { "method": "ANY" }, "response": { "body": "older" } },
              { "request": { "method": "ANY" }, "response": { "body": "newer" } },
              { "priority": 9, "request": { "method": "ANY" }, "response": { "body": "last resort" } } ] }
            """);

        Assert.Equal("first", (await stub.SendAsync("GET", "/a")).Body);
        Assert.Equal("newer", (await stub.SendAsync("GET", "/b")).Body);
    }

    [Fact]
    public async Task What_no_mapping_answers_is_404_and_says_where_to_look()
    {
        using var stub = new StubUnderTest("""{ "request": { "urlPath": "/a" }, "response": { } }""");

        var answer = await stub.SendAsync("GET", "/b?x=1");

        Assert.Equal((404, "None of the 1 mappings answers GET /b?x=1. GET /__admin/mappings lists them.\n"), (answer.Status, answer.Body));
    }

    private static async Task MatchesAsync(
        string request, bool matches, string method, string url, string? body = null, params (string Name, string Value)[] headers)
    {
        using var stub = new StubUnderTest($$"""{ "request": {{request}}, "response": { "status": 200 } }""");

        Assert.Equal(matches ? 200 : 404, (await stub.SendAsync(method, url, body, headers)).Status);
    }
}
