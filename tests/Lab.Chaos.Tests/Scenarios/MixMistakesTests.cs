using Lab.Chaos.Scenarios;

namespace Lab.Chaos.Tests.Scenarios;

/// <summary>Volleys of several requests, and what their answers show.</summary>
public sealed class MixMistakesTests
{
    private const string Request = "{ send: POST web /orders, headers: { Idempotency-Key: \"{operation}\" }, body: { item: \"{key}\" } }";
    private const string Outcomes = "  outcomes: { ok: [201], fail: [409, \"503 busy\"] }";

    [Fact]
    public void Shares_requests_and_what_is_seen_are_read()
    {
        Scenario scenario = ScenarioFolder.Read(
            (Request, Request.Replace(" }\n", "", StringComparison.Ordinal)[..^1] + ", seen: { product: $.updateId, price: \"$.price.updateId\" } }"),
            (Outcomes, "  mix: { update: { share: 0.25, send: \"PUT web /items/{key}\" } }\n" + Outcomes));

        MixedRequest update = Assert.Single(scenario.Workload.Mix);
        Assert.Equal(("update", 0.25, "PUT", "/items/{key}"), (update.Name, update.Share, update.Request.Method, update.Request.Path));
        Assert.Equal("$.price.updateId", scenario.Workload.Request.Seen["price"]);
    }

    [Fact]
    public void A_workload_without_stock_has_one_unit_and_any_number_of_requests()
    {
        Scenario scenario = ScenarioFolder.Read(("  stock: 2\n", ""), ("requests: 8", "requests: 1"));

        Assert.Equal((1, 1), (scenario.Workload.Stock, scenario.Workload.Requests));
    }

    [Fact]
    public void Shares_that_leave_nothing_for_the_contended_request() => Assert.Contains(
        "The shares in 'workload.mix' come to 1.2; they must leave 'workload.request' at least 0.05 of a volley. Lower one.",
        Mix("{ a: { share: 0.6, send: \"PUT web /items/{key}\" }, b: { share: 0.6, send: \"PUT web /items/{key}\" } }"));

    [Fact]
    public void A_share_of_more_than_all() => Assert.Contains(
        "'workload.mix.a.share' is 2; it must be", Mix("{ a: { share: 2, send: \"PUT web /items/{key}\" } }"));

    [Fact]
    public void Another_service() => Assert.Contains(
        "'workload.mix.a' sends to 'pay', but a volley's connections lead to 'web'", Mix("{ a: { share: 0.1, send: \"PUT pay /items/{key}\" } }"));

    [Fact]
    public void A_request_that_contends_for_nothing() => Assert.Contains(
        "'workload.mix.a' never mentions {key}", Mix("{ a: { share: 0.1, send: PUT web /items } }"));

    [Fact]
    public void What_is_seen_is_a_JSON_path() => Assert.Contains(
        "JSON path to one value", Mix("{ a: { share: 0.1, send: \"PUT web /items/{key}\", seen: { id: updateId } } }"));

    [Fact]
    public void A_check_of_what_is_seen_where_nothing_is() => Assert.Contains(
        "'never-mixed' in 'invariants.no-loss.check' compares what the answers of requests show, and no request says what that is.",
        ScenarioFolder.Problem("no-loss:     { check: acknowledged-once }", "no-loss:     { check: never-mixed }"));

    private static string Mix(string mix) => ScenarioFolder.Problem(Outcomes, $"  mix: {mix}\n{Outcomes}");
}
