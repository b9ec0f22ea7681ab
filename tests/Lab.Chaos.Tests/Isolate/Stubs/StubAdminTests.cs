using System.Text.Json.Nodes;
using Lab.Chaos.Isolate.Stubs;

namespace Lab.Chaos.Tests.Isolate.Stubs;

public sealed class StubAdminTests : IDisposable
{
    private const string Two = """
        { "mappings": [
          { "name": "a", "request": { "urlPath": "/a" }, "response": { "body": "a" } },
          { "name": "b", "request": { "urlPath": "/b" }, "response": { "body": "b" } } ] }
        """;

    private readonly StubUnderTest _stub = new(Two);

    public void Dispose() => _stub.Dispose();

    [Fact]
    public async Task Mappings_are_listed_with_an_id_that_is_the_same_at_every_start()
    {
        using var again = new StubUnderTest(Two);

        var mappings = await _stub.AdminAsync("GET", "/mappings");

        Assert.Equal(2, mappings["meta"]!["total"]!.GetValue<int>());
        Assert.Equal(["a", "b"], mappings["mappings"]!.AsArray().Select(mapping => mapping!["name"]!.GetValue<string>()));
        Assert.Equal(mappings.ToJsonString(), (await again.AdminAsync("GET", "/mappings")).ToJsonString());
    }

    [Fact]
    public async Task A_mapping_is_replaced_in_its_place()
    {
        var id = await IdOfAsync("a");

        await _stub.AdminAsync("PUT", $"/mappings/{id}", """{ "name": "a", "request": { "urlPath": "/a" }, "response": { "body": "other" } }""");

        Assert.Equal("other", (await _stub.SendAsync("GET", "/a")).Body);
        Assert.Equal(id, await IdOfAsync("a"));
        Assert.Equal("other", (await _stub.AdminAsync("GET", $"/mappings/{id}"))["response"]!["body"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_mapping_is_added_and_asked_before_older_ones()
    {
        var added = await _stub.AdminAsync("POST", "/mappings", """{ "request": { "urlPath": "/a" }, "response": { "body": "new" } }""", expected: 201);

        Assert.Equal("new", (await _stub.SendAsync("GET", "/a")).Body);
        await _stub.AdminAsync("DELETE", $"/mappings/{added["id"]}");
        Assert.Equal("a", (await _stub.SendAsync("GET", "/a")).Body);
    }

    [Fact]
    public async Task Mappings_that_were_deleted_come_back_with_a_reset()
    {
        await _stub.AdminAsync("DELETE", "/mappings");
        Assert.Equal(404, (await _stub.SendAsync("GET", "/a")).Status);

        await _stub.AdminAsync("POST", "/mappings/reset");

        Assert.Equal("a", (await _stub.SendAsync("GET", "/a")).Body);
    }

    [Fact]
    public async Task A_mapping_with_mistakes_changes_nothing_and_is_answered_with_all_of_them()
    {
        var refused = await _stub.AdminAsync("POST", "/mappings", """{ "request": { "cookies": { } } }""", expected: 422);

        Assert.Equal(2, refused["errors"]!.AsArray().Count);
        Assert.Equal(2, (await _stub.AdminAsync("GET", "/mappings"))["meta"]!["total"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_full_reset_takes_back_mappings_and_settings()
    {
        await _stub.AdminAsync("POST", "/settings", """{ "delayDistribution": { "type": "uniform", "lower": 5, "upper": 5 } }""");
        Assert.Equal(5, (await _stub.DelayAsync("/a")).TotalMilliseconds);

        await _stub.AdminAsync("POST", "/reset");

        Assert.Equal(0, (await _stub.DelayAsync("/a")).TotalMilliseconds);
    }

    [Fact]
    public async Task An_unknown_setting_is_refused() => Assert.Equal(
        "the request body: unsupported key 'fixedDelai'. Known: delayDistribution, fixedDelay. Did you mean 'fixedDelay'?",
        (await _stub.AdminAsync("POST", "/settings", """{ "fixedDelai": 5 }""", expected: 422))["errors"]![0]!["title"]!.GetValue<string>());

    [Fact]
    public async Task Requests_are_kept_only_when_asked_for()
    {
        await _stub.SendAsync("GET", "/a");

        Assert.Equal(
            """{"requests":[],"meta":{"total":0},"requestJournalDisabled":true}""", (await _stub.AdminAsync("GET", "/requests")).ToJsonString());
    }

    [Fact]
    public async Task The_last_requests_are_listed_newest_first_and_counted_by_pattern()
    {
        using var stub = new StubUnderTest(Two, new StubOptions { LogRequests = 2 });
        await stub.SendAsync("GET", "/a");
        await stub.SendAsync("POST", "/b", "paid");
        await stub.SendAsync("POST", "/c?x=1", "lost");

        var requests = (await stub.AdminAsync("GET", "/requests"))["requests"]!.AsArray();
        var count = await stub.AdminAsync("POST", "/requests/count", """{ "method": "POST", "bodyPatterns": [{ "contains": "paid" }] }""");

        Assert.Equal([("/c?x=1", false), ("/b", true)], requests.Select(Url));
        Assert.Equal("""{"count":1,"requestJournalDisabled":false}""", count.ToJsonString());
        await stub.AdminAsync("DELETE", "/requests");
        Assert.Empty((await stub.AdminAsync("GET", "/requests"))["requests"]!.AsArray());

        static (string, bool) Url(JsonNode? entry) => (entry!["request"]!["url"]!.GetValue<string>(), entry["wasMatched"]!.GetValue<bool>());
    }

    [Fact]
    public async Task It_is_healthy_however_slow_its_mappings_are()
    {
        using var stub = new StubUnderTest("""{ "request": { }, "response": { "fixedDelayMilliseconds": 1000 } }""");

        Assert.Equal("healthy", (await stub.AdminAsync("GET", "/health"))["status"]!.GetValue<string>());
    }

    [Fact]
    public Task What_it_does_not_know_is_404() => _stub.AdminAsync("POST", "/recordings/start", expected: 404);

    private async Task<string> IdOfAsync(string name) => (await _stub.AdminAsync("GET", "/mappings"))["mappings"]!.AsArray()
        .Single(mapping => mapping!["name"]!.GetValue<string>() == name)!["id"]!.GetValue<string>();
}
