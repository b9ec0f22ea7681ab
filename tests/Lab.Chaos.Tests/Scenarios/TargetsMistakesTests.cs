namespace Lab.Chaos.Tests.Scenarios;

/// <summary>What is tested.</summary>
public sealed class TargetsMistakesTests
{
    [Fact]
    public void Neither_an_AppHost_nor_addresses()
    {
        string problem = ScenarioFolder.Problem("{ apphost: src/AppHost }", "{}");

        Assert.Equal(
            "scenario.yaml:3:9: 'target' must have either 'apphost' or addresses in 'urls' and "
            + "'connections', not both and not none. Write for example: apphost: src/AppHost",
            problem);
    }

    [Fact]
    public void An_AppHost_and_addresses()
    {
        string problem = ScenarioFolder.Problem(
            "{ apphost: src/AppHost }",
            "{ apphost: src/AppHost, urls: { web: \"http://127.0.0.1:1\" } }");

        Assert.Equal(
            "scenario.yaml:3:9: 'target' must have either 'apphost' or addresses in 'urls' and "
            + "'connections', not both and not none. Write for example: apphost: src/AppHost",
            problem);
    }

    [Fact]
    public void An_address_that_is_none()
    {
        string problem = ScenarioFolder.Problem("{ apphost: src/AppHost }", "{ urls: { web: localhost } }");

        Assert.Equal(
            "scenario.yaml:3:24: 'target.urls.web' is 'localhost'; it must be an http or https "
            + "address, for example http://127.0.0.1:5080.",
            problem);
    }

    [Fact]
    public void A_foreign_system_cannot_be_changed_or_killed()
    {
        IReadOnlyList<string> problems = ScenarioFolder.Problems((
            "{ apphost: src/AppHost }",
            "{ urls: { web: \"http://127.0.0.1:1\" }, connections: { db: \"Host=x\", cache: \"x\" } }"));

        Assert.Equal(
            [
                "scenario.yaml:33:3: Variant 'atomic' sets environment variables, but the lab owns "
                + "no process of a target given by addresses. Use 'target: { apphost: … }' or remove "
                + "it.",
                "scenario.yaml:36:3: Condition 'killed' has a fault, but the lab owns no process of "
                + "a target given by addresses. Use 'target: { apphost: … }' or remove it.",
            ],
            problems);
    }

    [Fact]
    public void A_foreign_system_without_all_addresses()
    {
        IReadOnlyList<string> problems = ScenarioFolder.Problems((
            "{ apphost: src/AppHost }",
            "{ urls: { pay: \"http://127.0.0.1:1\" } }"));

        Assert.Equal(
            [
                "scenario.yaml:3:9: 'target.urls' lacks 'web', to which the lab sends. Add for "
                + "example: web: http://127.0.0.1:5080",
                "scenario.yaml:3:9: 'target.connections' lacks 'db', which is read after recovery. "
                + "Add its connection string.",
                "scenario.yaml:3:9: 'target.connections' lacks 'cache', which is read after "
                + "recovery. Add its connection string.",
                "scenario.yaml:33:3: Variant 'atomic' sets environment variables, but the lab owns "
                + "no process of a target given by addresses. Use 'target: { apphost: … }' or remove "
                + "it.",
                "scenario.yaml:36:3: Condition 'killed' has a fault, but the lab owns no process of "
                + "a target given by addresses. Use 'target: { apphost: … }' or remove it.",
            ],
            problems);
    }
}
