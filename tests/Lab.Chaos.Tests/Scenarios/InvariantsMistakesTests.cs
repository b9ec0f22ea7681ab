using Lab.Chaos.Scenarios;

namespace Lab.Chaos.Tests.Scenarios;

/// <summary>What must be true after recovery.</summary>
public sealed class InvariantsMistakesTests
{
    /// <summary>The request of the scenario shows a price.</summary>
    private static readonly (string From, string To) Shown = ("body: { item: \"{key}\" } }", "body: { item: \"{key}\" }, seen: { price: $.price } }");

    [Fact]
    public void A_column_that_no_query_returns()
    {
        string problem = ScenarioFolder.Problem("holds: sold <= capacity", "holds: solt <= capacity");

        Assert.Equal(
            "scenario.yaml:29:25: No query in 'state' returns column 'solt', which "
            + "'invariants.no-oversell.holds' compares. Known: cached, capacity, sold. Did you mean "
            + "'sold'?",
            problem);
    }

    [Fact]
    public void A_comparison_without_an_operator()
    {
        string problem = ScenarioFolder.Problem("holds: sold <= capacity", "holds: sold capacity");

        Assert.Equal(
            "scenario.yaml:29:25: 'invariants.no-oversell.holds' is 'sold capacity'; it must be two "
            + "columns or numbers with one of <=, <, >=, >, =, != between them, for example sold <= "
            + "capacity.",
            problem);
    }

    [Fact]
    public void A_comparison_of_two_numbers()
    {
        string problem = ScenarioFolder.Problem("holds: sold <= capacity", "holds: 1 <= 2");

        Assert.Equal(
            "scenario.yaml:29:25: 'invariants.no-oversell.holds' compares two numbers, which says "
            + "nothing about the system. Compare a column, for example sold <= capacity.",
            problem);
    }

    [Fact]
    public void An_unknown_check()
    {
        string problem = ScenarioFolder.Problem("check: acknowledged-once", "check: acknowledge-once");

        Assert.Equal(
            "scenario.yaml:30:25: Unknown check 'acknowledge-once' in 'invariants.no-loss.check'. "
            + "Known: acknowledged-once, linearizable, never-mixed, no-phantoms. Did you mean 'acknowledged-once'?",
            problem);
    }

    [Fact]
    public void A_comparison_and_a_check_at_once()
    {
        string problem = ScenarioFolder.Problem(
            "check: acknowledged-once",
            "check: acknowledged-once, holds: sold > 0");

        Assert.Equal(
            "scenario.yaml:30:16: 'invariants.no-loss' must have exactly one of holds, check; it has "
            + "'holds' and 'check'.",
            problem);
    }

    [Fact]
    public void Neither_a_comparison_nor_a_check()
    {
        string problem = ScenarioFolder.Problem("check: acknowledged-once", "otherwise: unknown");

        Assert.Equal(
            "scenario.yaml:30:16: 'invariants.no-loss' must have exactly one of holds, check; it has "
            + "none.",
            problem);
    }

    [Fact]
    public void A_check_that_should_settle_late()
    {
        string problem = ScenarioFolder.Problem(
            "check: acknowledged-once",
            "check: acknowledged-once, within: 2s");

        Assert.Equal(
            "scenario.yaml:30:44: 'invariants.no-loss.within' has no meaning: a history does not "
            + "change after recovery. Remove it.",
            problem);
    }

    [Fact]
    public void A_check_of_the_history_without_records()
    {
        string problem = ScenarioFolder.Problem(
            "records:\n  db: select item as key, id as operation from orders where item = any(@keys)\n",
            "");

        Assert.Equal(
            "scenario.yaml:28:25: 'acknowledged-once' in 'invariants.no-loss.check' compares the "
            + "history with what the system kept, and nothing reads that. Add for example: records: { "
            + "postgres: select event_id as key, idempotency_key as operation from orders }",
            problem);
    }

    [Fact]
    public void An_unknown_consequence()
    {
        string problem = ScenarioFolder.Problem(
            "check: acknowledged-once",
            "check: acknowledged-once, otherwise: unkown");

        Assert.Equal(
            "scenario.yaml:30:55: Unknown word 'unkown' for 'invariants.no-loss.otherwise'. Known: "
            + "unknown, violated. Did you mean 'unknown'?",
            problem);
    }

    [Fact]
    public void No_invariants()
    {
        string problem = ScenarioFolder.Problem(
            "  no-oversell: { holds: sold <= capacity }\n  no-loss:     { check: acknowledged-once }",
            "  {}");

        Assert.Equal(
            "scenario.yaml:29:3: 'invariants' is empty. Add for example: sold-within-capacity: { "
            + "holds: sold <= capacity }",
            problem);
    }

    [Fact]
    public void A_linearizable_without_its_model() => Assert.Equal(
        "scenario.yaml:30:16: 'invariants.no-loss' lacks 'model', which says what the history is held against. Add: model: counter",
        ScenarioFolder.Problem("check: acknowledged-once", "check: linearizable"));

    [Fact]
    public void An_unknown_model() => Assert.Equal(
        "scenario.yaml:30:46: Unknown model 'count' in 'invariants.no-loss.model'. Known: counter, register. Did you mean 'counter'?",
        ScenarioFolder.Problem("check: acknowledged-once", "check: linearizable, model: count"));

    [Fact]
    public void A_model_beside_another_check() => Assert.Equal(
        "scenario.yaml:30:44: 'invariants.no-loss.model' has a meaning only beside 'check: linearizable'. Remove it.",
        ScenarioFolder.Problem("check: acknowledged-once", "check: acknowledged-once, model: counter"));

    [Fact]
    public void A_refusal_after_which_something_may_have_been_sold() => Assert.Equal(
        "scenario.yaml:30:65: 'invariants.no-loss.refusals' has 503 late, which 'workload.outcomes.fail' does not list, so such a reply may have "
        + "sold something. List it there, or remove it here.",
        ScenarioFolder.Problem("check: acknowledged-once", "check: linearizable, model: counter, refusals: [\"409 sold-out\", \"503 late\"]"));

    [Fact]
    public void A_model_with_units_and_refusals_is_read_as_written()
    {
        var model = Assert.IsType<CounterModel>(
            ScenarioFolder.Read(("check: acknowledged-once", "check: linearizable, model: counter, units: 2, refusals: [409, \"503 busy\"]"))
                .Invariants[1].Model);

        Assert.Equal(2, model.Units);
        Assert.Equal([new DefiniteFailure(409, null), new DefiniteFailure(503, "busy")], model.Refusals);
    }

    [Fact]
    public void A_key_of_another_model() => Assert.Equal(
        "scenario.yaml:30:55: 'invariants.no-loss.value' means nothing to 'model: counter'. Remove it.",
        ScenarioFolder.Problem("check: acknowledged-once", "check: linearizable, model: counter, value: price"));

    [Fact]
    public void A_register_without_what_it_holds_at_first() => Assert.Equal(
        "scenario.yaml:30:16: 'invariants.no-loss' lacks 'initial', which says what is there before the first write. Add for example: initial: \"{key}\"",
        Assert.Single(ScenarioFolder.Problems(Register("value: price"), Shown)));

    [Fact]
    public void A_register_that_nobody_has_seen() => Assert.Equal(
        "scenario.yaml:30:63: 'invariants.no-loss.value' is 'prize', which no request's 'seen' has. Known: price. Did you mean 'price'?",
        Assert.Single(ScenarioFolder.Problems(Register("value: prize, initial: \"{key}\""), Shown)));

    [Fact]
    public void A_register_where_no_request_shows_anything() => Assert.StartsWith(
        "scenario.yaml:30:63: 'invariants.no-loss.value' is 'price', and no request says what of its answer goes into the history. Add for example",
        ScenarioFolder.Problem("check: acknowledged-once", "check: linearizable, model: register, value: price, initial: \"{key}\""));

    [Fact]
    public void A_register_is_read_as_written() => Assert.Equal(
        new RegisterModel { Value = "price", Initial = "{key}" },
        ScenarioFolder.Read(Register("value: price, initial: \"{key}\""), Shown).Invariants[1].Model);

    private static (string From, string To) Register(string keys) =>
        ("check: acknowledged-once", $"check: linearizable, model: register, {keys}");
}
