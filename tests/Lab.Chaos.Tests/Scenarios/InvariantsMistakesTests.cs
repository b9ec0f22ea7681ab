namespace Lab.Chaos.Tests.Scenarios;

/// <summary>What must be true after recovery.</summary>
public sealed class InvariantsMistakesTests
{
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
            + "Known: acknowledged-once, never-mixed, no-phantoms. Did you mean 'acknowledged-once'?",
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
}
