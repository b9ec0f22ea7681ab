namespace Lab.Chaos.Tests.Scenarios;

/// <summary>The suspect and the fixes.</summary>
public sealed class VariantsMistakesTests
{
    [Fact]
    public void An_unknown_role()
    {
        string problem = ScenarioFolder.Problem("role: suspect", "role: suspekt");

        Assert.Equal(
            "scenario.yaml:32:19: Unknown word 'suspekt' for 'variants.naive.role'. Known: control, "
            + "fix, suspect, wrong-fix. Did you mean 'suspect'?",
            problem);
    }

    [Fact]
    public void No_suspect()
    {
        string problem = ScenarioFolder.Problem("role: suspect", "role: control");

        Assert.Equal(
            "scenario.yaml:32:3: 'variants' has no suspect, so there is nothing to catch. Give one "
            + "of them 'role: suspect'.",
            problem);
    }

    [Fact]
    public void A_variable_that_the_system_would_not_take()
    {
        string problem = ScenarioFolder.Problem("Shop__Strategy", "Shop:Strategy");

        Assert.Equal(
            "scenario.yaml:33:46: 'Shop:Strategy' in 'variants.atomic.environment.web' is not the "
            + "name of an environment variable. Write sections with two underscores, for example "
            + "Inventory__Strategy.",
            problem);
    }

    [Fact]
    public void A_variable_that_is_a_list()
    {
        string problem = ScenarioFolder.Problem("Shop__Strategy: atomic", "Shop__Strategy: [atomic]");

        Assert.Equal(
            "scenario.yaml:33:62: 'variants.atomic.environment.web.Shop__Strategy' is a list; it "
            + "must be text, for example atomic.",
            problem);
    }
}
