using Lab.Chaos.Scenarios;
using Lab.Chaos.Stress;
using Lab.Contracts;

namespace Lab.Chaos.Tests.Stress;

public sealed class VolleyMixTests
{
    private static readonly Scenario Scenario = Mixed();

    [Fact]
    public void Shares_are_met_in_every_volley_and_places_are_drawn()
    {
        string?[][] volleys = [.. Enumerable.Range(0, 20).Select(number => Steps(40, number))];

        Assert.All(volleys, steps => Assert.Equal((36, 4), (steps.Count(step => step is null), steps.Count(step => step == "update"))));
        Assert.Equal(20, volleys.Select(steps => string.Concat(steps.Select(step => step is null ? 'r' : 'u'))).Distinct().Count());
    }

    [Fact]
    public void Readers_come_first_and_last() => Assert.All(
        Enumerable.Range(0, 200).Select(number => Planner().Plan(number, "p", Alignment.Unaligned, 5, TimeSpan.FromMilliseconds(100)).Requests),
        requests => Assert.Equal((null, null), (requests[0].Step, requests[^1].Step)));

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    [InlineData(7, 1)]
    public void A_small_volley_has_one_of_each_as_long_as_there_is_room(int requests, int updates) =>
        Assert.Equal(updates, Steps(requests, 0).Count(step => step == "update"));

    [Fact]
    public void The_same_seed_deals_the_same_places() => Assert.Equal(Steps(40, 3), Steps(40, 3));

    [Fact]
    public void Each_part_is_rendered_from_its_own_template()
    {
        var volley = Planner().Plan(0, "p", Alignment.Unaligned, 10, TimeSpan.FromMilliseconds(100));

        Assert.All(volley.Requests, request => Assert.StartsWith(
            request.Step is null ? "GET /items/p HTTP/1.1" : "PUT /items/p HTTP/1.1", System.Text.Encoding.UTF8.GetString(request.Bytes.Span), StringComparison.Ordinal));
    }

    private static string?[] Steps(int requests, int number) =>
        [.. Planner().Plan(number, "p", Alignment.Aligned, requests, TimeSpan.Zero).Requests.Select(request => request.Step)];

    private static VolleyPlanner Planner() => new("r", new Seed(42), Scenario.Workload, new Uri("http://127.0.0.1:5000"));

    private static Scenario Mixed() => Scenarios.ScenarioFolder.Read(
        ("request:  { send: POST web /orders, headers: { Idempotency-Key: \"{operation}\" }, body: { item: \"{key}\" } }",
            "request: { send: \"GET web /items/{key}\", headers: { Idempotency-Key: \"{operation}\" } }\n"
            + "  mix: { update: { share: 0.1, send: \"PUT web /items/{key}\", body: { item: \"{operation}\" } } }"));
}
