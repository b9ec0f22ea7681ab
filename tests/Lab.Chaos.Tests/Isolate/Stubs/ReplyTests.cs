using Lab.Chaos.Isolate.Stubs;
using Lab.Chaos.Isolate.Stubs.Replies;
using Lab.Contracts;

namespace Lab.Chaos.Tests.Isolate.Stubs;

public sealed class ReplyTests
{
    private const string Lognormal = """{ "type": "lognormal", "median": 50, "sigma": 0.692 }""";

    [Fact]
    public async Task Status_headers_and_body_are_those_of_the_mapping()
    {
        using var stub = new StubUnderTest("""
            { "request": { }, "response": { "status": 503, "headers": { "Retry-After": "7", "Via": ["a", "b"] }, "body": "später" } }
            """);

        var answer = await stub.SendAsync("GET", "/");

        Assert.Equal((503, "später", "7"), (answer.Status, answer.Body, answer.Headers.RetryAfter.ToString()));
        Assert.Equal("a,b", answer.Headers.Via.ToString());
        Assert.Equal(7, answer.Headers.ContentLength);
    }

    [Fact]
    public async Task A_json_body_says_that_it_is_json()
    {
        using var stub = new StubUnderTest("""{ "request": { }, "response": { "jsonBody": { "status": "accepted" } } }""");

        var answer = await stub.SendAsync("GET", "/");

        Assert.Equal(("""{"status":"accepted"}""", "application/json"), (answer.Body, answer.Headers.ContentType.ToString()));
    }

    [Fact]
    public async Task A_fixed_delay_and_a_distribution_add_up()
    {
        using var stub = new StubUnderTest("""
            { "request": { }, "response": { "fixedDelayMilliseconds": 30, "delayDistribution": { "type": "uniform", "lower": 12, "upper": 12 } } }
            """);

        Assert.Equal(TimeSpan.FromMilliseconds(42), await stub.DelayAsync("/"));
    }

    [Fact]
    public async Task The_settings_delay_only_mappings_without_a_delay_of_that_kind()
    {
        using var stub = new StubUnderTest("""
            { "mappings": [
              { "request": { "urlPath": "/own" }, "response": { "fixedDelayMilliseconds": 3 } },
              { "request": { "urlPath": "/none" }, "response": { } } ] }
            """);
        await stub.AdminAsync("POST", "/settings", """{ "fixedDelay": 20 }""");

        Assert.Equal(3, (await stub.DelayAsync("/own")).TotalMilliseconds);
        Assert.Equal(20, (await stub.DelayAsync("/none")).TotalMilliseconds);
    }

    [Fact]
    public async Task A_dribbled_body_arrives_whole_at_the_end_of_its_time()
    {
        using var stub = new StubUnderTest("""
            { "request": { }, "response": { "body": "0123456789", "chunkedDribbleDelay": { "numberOfChunks": 4, "totalDuration": 100 } } }
            """);

        Assert.Equal(TimeSpan.FromMilliseconds(100), await stub.DelayAsync("/"));
    }

    [Fact]
    public async Task The_same_seed_gives_a_request_the_same_delay_whatever_came_before_it()
    {
        using var one = Slow(seed: 7);
        using var other = Slow(seed: 7);

        var expected = await one.DelayAsync("/", ("Idempotency-Key", "run-0-3"));
        await other.DelayAsync("/", ("Idempotency-Key", "run-0-1"));
        await other.DelayAsync("/");

        Assert.Equal(expected, await other.DelayAsync("/", ("Idempotency-Key", "run-0-3")));
    }

    [Fact]
    public async Task Another_seed_gives_it_another()
    {
        using var one = Slow(seed: 7);
        using var other = Slow(seed: 8);

        Assert.NotEqual(await one.DelayAsync("/", ("Idempotency-Key", "a")), await other.DelayAsync("/", ("Idempotency-Key", "a")));
    }

    [Fact]
    public async Task Requests_without_an_id_are_told_apart_by_their_order()
    {
        using var one = Slow(seed: 7);
        using var other = Slow(seed: 7);

        var (first, second) = (await one.DelayAsync("/"), await one.DelayAsync("/"));

        Assert.NotEqual(first, second);
        Assert.Equal((first, second), (await other.DelayAsync("/"), await other.DelayAsync("/")));
    }

    [Fact]
    public async Task The_delay_of_the_environment_takes_the_place_of_every_mapping_s()
    {
        var options = new StubOptions { Delay = LognormalDelay.Of(TimeSpan.FromMilliseconds(9), TimeSpan.FromMilliseconds(9)) };
        using var stub = new StubUnderTest(
            $$"""{ "request": { }, "response": { "fixedDelayMilliseconds": 500, "delayDistribution": {{Lognormal}} } }""", options);

        Assert.Equal(TimeSpan.FromMilliseconds(9), await stub.DelayAsync("/"));
    }

    private static StubUnderTest Slow(long seed) => new(
        $$"""{ "request": { }, "response": { "delayDistribution": {{Lognormal}} } }""", new StubOptions { Seed = new Seed(seed) });
}
