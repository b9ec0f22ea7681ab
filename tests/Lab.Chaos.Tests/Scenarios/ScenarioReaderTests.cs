using Lab.Chaos.Checks;
using Lab.Chaos.Scenarios;
using Lab.Contracts;

namespace Lab.Chaos.Tests.Scenarios;

/// <summary>What a right file means, and what happens to one with several mistakes.</summary>
public sealed class ScenarioReaderTests
{
    [Fact]
    public void Several_problems_are_listed_at_once_in_line_order()
    {
        IReadOnlyList<string> problems = ScenarioFolder.Problems(
            ("volley: { alignment: aligned", "volley: { alignment: alined"), ("requests: 8", "requests: -8"), ("within:", "withn:"), ("kind: redis", "kind: radis"));

        Assert.Equal(
            [
                "scenario.yaml:7:18: Unknown word 'radis' for 'services.cache.kind'. Known: http, postgres, redis. "
                + "Did you mean 'redis'?",
                "scenario.yaml:20:13: 'workload.requests' is -8; it must be a whole number from 1 to 5000, for example 200.",
                "scenario.yaml:21:3: Unknown key 'withn' in 'workload'. Known: keys, mix, outcomes, request, requests, sessions, setup, stock, "
                + "thresholds, timeout, within. Did you mean 'within'?",
                "scenario.yaml:35:24: Unknown word 'alined' for 'conditions.volley.alignment'. Known: aligned, sequential, unaligned. "
                + "Did you mean 'aligned'?",
            ],
            problems);
    }

    [Fact]
    public void A_file_without_mistakes_is_read() => Assert.Equal("shop", ScenarioFolder.Read().Name);

    [Fact]
    public void A_volley_of_one_more_than_the_stock_can_sell_out() =>
        Assert.Equal(3, ScenarioFolder.Read(("requests: 8", "requests: 3")).Workload.Requests);

    [Fact]
    public void A_service_speaks_http_from_one_replica_and_calls_nobody_unless_the_file_says_otherwise()
    {
        Service service = ScenarioFolder.Read(("pay:   { latency: { median: 1ms, p99: 5ms } }", "pay: {}")).Services[1];

        Assert.Equal((ServiceKind.Http, 1, 0, null), (service.Kind, service.Replicas, service.Calls.Count, service.Latency));
    }

    [Fact]
    public void An_invariant_must_hold_at_the_first_look_and_violates_unless_the_file_says_otherwise()
    {
        Invariant invariant = ScenarioFolder.Read().Invariants[0];

        Assert.Equal((TimeSpan.Zero, Verdict.Violated), (invariant.Within, invariant.Otherwise));
    }

    [Fact]
    public void An_empty_variable_takes_it_away_and_a_quoted_one_sets_it_to_nothing()
    {
        Scenario scenario = ScenarioFolder.Read(("Shop__Strategy: atomic", "Away: , Nothing: \"\", Number: 5"));

        Assert.Equal(
            new Dictionary<string, string?> { ["Away"] = null, ["Nothing"] = "", ["Number"] = "5" },
            scenario.Variants[1].Environment["web"]);
    }

    [Fact]
    public void A_body_keeps_the_types_that_the_file_gives_its_values()
    {
        Scenario scenario = ScenarioFolder.Read(
            ("item: \"{key}\"", "item: \"{key}\", text: \"7\", big: 12345678901234567890, price: 1.10, gift: true, note: ~, seats: [1, a+ü]"));

        Assert.Equal(
            """{"item":"{key}","text":"7","big":12345678901234567890,"price":1.10,"gift":true,"note":null,"seats":[1,"a+ü"]}""",
            scenario.Workload.Request.Body);
    }

    [Fact]
    public void An_anchor_is_reused_and_a_merge_key_fills_in_what_is_not_written()
    {
        Scenario scenario = ScenarioFolder.Read(
            ("volley: { alignment: aligned }", "volley: &base { alignment: unaligned }"),
            ("killed: { alignment: aligned,", "same: *base\n  killed: { <<: *base,"),
            ("naive:  { role: suspect }", "naive: &naive { role: suspect, description: As it is }\n  other: { <<: *naive, role: fix }"));

        Assert.Equal(Enumerable.Repeat(Alignment.Unaligned, 3), scenario.Conditions.Select(condition => condition.Alignment));
        Assert.Equal((VariantRole.Fix, "As it is"), (scenario.Variants[1].Role, scenario.Variants[1].Description));
    }

    [Fact]
    public void A_system_that_somebody_else_started_is_given_by_addresses()
    {
        Target target = ScenarioFolder.Read(
            ("{ apphost: src/AppHost }", "{ urls: { web: \"http://127.0.0.1:1\" }, connections: { db: Host=x, cache: y } }"),
            (", environment: { web: { Shop__Strategy: atomic } }", ""),
            (", fault: faults/killed.yaml", "")).Target;

        Assert.Null(target.AppHost);
        Assert.Equal(new Uri("http://127.0.0.1:1"), target.Urls["web"]);
        Assert.Equal(new Dictionary<string, string> { ["db"] = "Host=x", ["cache"] = "y" }, target.Connections);
    }

    [Fact]
    public void Columns_of_a_query_that_selects_everything_are_not_doubted()
    {
        Scenario scenario = ScenarioFolder.Read(("select id as key, capacity, sold from", "select * from"));

        Assert.Equal("sold <= capacity", scenario.Invariants[0].Holds!.ToString());
    }

    [Fact]
    public void A_file_that_is_not_there_says_so()
    {
        LabException problem = Assert.Throws<LabException>(() => ScenarioReader.Read("nowhere/scenario.yaml"));

        Assert.Equal(
            "nowhere/scenario.yaml does not exist. Check the path, or name a scenario of the folder scenarios/.",
            problem.Message);
    }

    [Theory]
    [InlineData("", "scenario.yaml:1:1: The file is empty. Start from scenarios/ticketing, which is commented.")]
    [InlineData("# nothing", "scenario.yaml:1:1: The file is empty. Start from scenarios/ticketing, which is commented.")]
    [InlineData("- a", "scenario.yaml:1:1: The file is a list; it must be a mapping, for example scenarios/ticketing/scenario.yaml.")]
    [InlineData("hello", "scenario.yaml:1:1: The file is 'hello'; it must be a mapping, for example scenarios/ticketing/scenario.yaml.")]
    public void A_file_with_nothing_to_read_says_what_it_holds(string text, string expected)
    {
        using ScenarioFolder folder = new();
        SourceFile file = folder.Write("scenario.yaml", text);

        Assert.Equal(expected, Assert.Throws<LabException>(() => ScenarioReader.Read(file)).Message);
    }

    [Fact]
    public void A_file_nested_without_end_does_not_take_the_process_down()
    {
        using ScenarioFolder folder = new();
        SourceFile file = folder.Write("scenario.yaml", new string('[', 5000));

        Assert.Equal(
            "scenario.yaml:1:66: Not valid YAML: Nested deeper than 64 levels.",
            Assert.Throws<LabException>(() => ScenarioReader.Read(file)).Message);
    }
}
