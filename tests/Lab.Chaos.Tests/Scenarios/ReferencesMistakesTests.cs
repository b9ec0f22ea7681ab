namespace Lab.Chaos.Tests.Scenarios;

/// <summary>Names of services, wherever the file mentions one.</summary>
public sealed class ReferencesMistakesTests
{
    [Fact]
    public void A_call_to_an_unknown_service()
    {
        string problem = ScenarioFolder.Problem("calls: [cache, db]", "calls: [cahce, db]");

        Assert.Equal(
            "scenario.yaml:5:33: Unknown service 'cahce' in 'services.web.calls[1]'. Known: cache, "
            + "db, pay, web. Did you mean 'cache'?",
            problem);
    }

    [Fact]
    public void A_step_on_an_unknown_resource()
    {
        string problem = ScenarioFolder.Problem("read: { resource: cache", "read: { resource: cash");

        Assert.Equal(
            "scenario.yaml:13:27: Unknown service 'cash' in 'operations.buy.steps[1].read.resource'. "
            + "Known: cache, db, pay, web.",
            problem);
    }

    [Fact]
    public void An_operation_of_a_store()
    {
        string problem = ScenarioFolder.Problem("service: web", "service: db");

        Assert.Equal(
            "scenario.yaml:11:14: 'db' in 'operations.buy.service' is of kind postgres; it must be "
            + "of kind http: pay, web.",
            problem);
    }

    [Fact]
    public void A_variant_that_configures_an_unknown_service()
    {
        string problem = ScenarioFolder.Problem("environment: { web:", "environment: { wev:");

        Assert.Equal(
            "scenario.yaml:33:39: Unknown service 'wev' in 'variants.atomic.environment'. Known: "
            + "cache, db, pay, web. Did you mean 'web'?",
            problem);
    }

    [Fact]
    public void A_fault_on_an_unknown_resource()
    {
        string problem = ScenarioFolder.ProblemOfFault("component=web", "component=wbe");

        Assert.Equal(
            "scenario.yaml:36:40: Unknown service 'wbe' in 'faults/killed.yaml: applabel'. Known: "
            + "cache, db, pay, web. Did you mean 'web'?",
            problem);
    }

    [Fact]
    public void State_of_an_unknown_resource()
    {
        string problem = ScenarioFolder.Problem("  cache: { cached:", "  cash: { cached:");

        Assert.Equal(
            "scenario.yaml:25:3: Unknown service 'cash' in 'state'. Known: cache, db, pay, web.",
            problem);
    }

    [Fact]
    public void State_of_a_service_that_keeps_none()
    {
        string problem = ScenarioFolder.Problem("  cache: { cached:", "  pay: { cached:");

        Assert.Equal(
            "scenario.yaml:25:3: 'pay' in 'state' is of kind http; it must be of kind redis or "
            + "postgres: cache, db.",
            problem);
    }

    [Fact]
    public void Records_of_a_store_without_SQL()
    {
        string problem = ScenarioFolder.Problem("  db: select item", "  cache: select item");

        Assert.Equal(
            "scenario.yaml:27:3: 'cache' in 'records' is of kind redis; it must be of kind postgres: "
            + "db.",
            problem);
    }
}
