namespace Lab.Chaos.Tests.Scenarios;

/// <summary>What is read after recovery.</summary>
public sealed class StateMistakesTests
{
    [Fact]
    public void A_query_that_reads_every_key()
    {
        string problem = ScenarioFolder.Problem("from items where id = any(@keys)", "from items");

        Assert.Equal(
            "scenario.yaml:24:7: 'state.db' reads every key there is. Restrict it to the volley's "
            + "keys: … where id = any(@keys)",
            problem);
    }

    [Fact]
    public void A_query_without_a_key_column()
    {
        string problem = ScenarioFolder.Problem("select id as key, capacity", "select id, capacity");

        Assert.Equal(
            "scenario.yaml:24:7: 'state.db' returns no column 'key'. Name one so, for example: "
            + "select id as key, …",
            problem);
    }

    [Fact]
    public void Records_without_the_operation()
    {
        string problem = ScenarioFolder.Problem("id as operation", "id");

        Assert.Equal(
            "scenario.yaml:27:7: 'records.db' returns no column 'operation'. Name one so, for "
            + "example: select id as operation, …",
            problem);
    }

    [Fact]
    public void A_Redis_entry_that_is_the_same_for_every_key()
    {
        string problem = ScenarioFolder.Problem("cached: \"stock:{key}\"", "cached: stock");

        Assert.Equal(
            "scenario.yaml:25:20: 'state.cache.cached' reads the same entry for every key. Put {key} "
            + "into it: \"stock:{key}\".",
            problem);
    }

    [Fact]
    public void A_column_that_two_queries_return()
    {
        string problem = ScenarioFolder.Problem("cached: \"stock:{key}\"", "sold: \"stock:{key}\"");

        Assert.Equal(
            "scenario.yaml:24:3: 'state' returns column 'sold' more than once. Rename one, since "
            + "invariants go by the name.",
            problem);
    }

    [Fact]
    public void Records_that_name_no_service()
    {
        string problem = ScenarioFolder.Problem(
            "  db: select item as key, id as operation from orders where item = any(@keys)",
            "  {}");

        Assert.Equal(
            "scenario.yaml:27:3: 'records' must name exactly one service. Write for example: "
            + "postgres: select event_id as key, idempotency_key as operation from orders where "
            + "event_id = any(@keys)",
            problem);
    }
}
