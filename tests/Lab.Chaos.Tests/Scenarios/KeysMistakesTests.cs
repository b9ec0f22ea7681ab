namespace Lab.Chaos.Tests.Scenarios;

/// <summary>Keys that are unknown, missing, repeated or unfit.</summary>
public sealed class KeysMistakesTests
{
    [Fact]
    public void A_misspelt_section_is_unknown_with_a_suggestion()
    {
        string problem = ScenarioFolder.Problem("workload:", "worklaod:");

        Assert.Equal(
            "scenario.yaml:15:1: Unknown key 'worklaod' at the top level. Known: break, conditions, "
            + "description, fuzz, incidents, invariants, operations, records, scenario, services, state, "
            + "swarm, target, variants, workload. Did you mean 'workload'?",
            problem);
    }

    [Fact]
    public void A_misspelt_key_names_its_section_and_what_is_known()
    {
        string problem = ScenarioFolder.Problem("within: 500ms", "withn: 500ms");

        Assert.Equal(
            "scenario.yaml:21:3: Unknown key 'withn' in 'workload'. Known: keys, mix, outcomes, request, "
            + "requests, sessions, setup, stock, thresholds, timeout, within. Did you mean 'within'?",
            problem);
    }

    [Fact]
    public void A_key_that_resembles_nothing_gets_no_suggestion()
    {
        string problem = ScenarioFolder.Problem("timeout: 30s", "timeout: 30s\n  colour: red");

        Assert.Equal(
            "scenario.yaml:23:3: Unknown key 'colour' in 'workload'. Known: keys, mix, outcomes, request, "
            + "requests, sessions, setup, stock, thresholds, timeout, within.",
            problem);
    }

    [Fact]
    public void A_missing_key_comes_with_an_example()
    {
        string problem = ScenarioFolder.Problem("  timeout: 30s\n", "");

        Assert.Equal(
            "scenario.yaml:16:3: 'workload' lacks 'timeout'. Add for example: timeout: 30s",
            problem);
    }

    [Fact]
    public void A_key_that_appears_twice_names_the_first_line()
    {
        string problem = ScenarioFolder.Problem("stock: 2\n", "stock: 2\n  stock: 3\n");

        Assert.Equal(
            "scenario.yaml:20:3: 'stock' appears twice in 'workload'; first in line 19. Keep one.",
            problem);
    }

    [Fact]
    public void A_made_up_name_that_appears_twice_is_a_problem_too()
    {
        string problem = ScenarioFolder.Problem("naive:  { role: suspect }", "atomic: { role: suspect }");

        Assert.Equal(
            "scenario.yaml:33:3: 'atomic' appears twice in 'variants'; first in line 32. Keep one.",
            problem);
    }

    [Fact]
    public void A_name_must_be_fit_for_a_command_line()
    {
        string problem = ScenarioFolder.Problem("no-loss:    ", "No loss:    ");

        Assert.Equal(
            "scenario.yaml:30:3: 'No loss' in 'invariants' is not a name. Use lower-case letters, "
            + "digits and hyphens, for example 'row-lock'.",
            problem);
    }
}
