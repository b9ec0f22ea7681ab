namespace Lab.Chaos.Tests.Scenarios;

/// <summary>Values of the wrong type: the message shows the value and an example of what is expected.</summary>
public sealed class TypesMistakesTests
{
    [Fact]
    public void A_text_where_a_number_belongs()
    {
        string problem = ScenarioFolder.Problem("stock: 2\n", "stock: two\n");

        Assert.Equal(
            "scenario.yaml:19:10: 'workload.stock' is 'two'; it must be a whole number from 1 to "
            + "1000000, for example 50.",
            problem);
    }

    [Fact]
    public void A_quoted_number_is_a_text()
    {
        string problem = ScenarioFolder.Problem("stock: 2\n", "stock: \"2\"\n");

        Assert.Equal(
            "scenario.yaml:19:10: 'workload.stock' is \"2\"; it must be a whole number from 1 to "
            + "1000000 without quotes, for example 50.",
            problem);
    }

    [Fact]
    public void A_fraction_where_a_whole_number_belongs()
    {
        string problem = ScenarioFolder.Problem("stock: 2\n", "stock: 2.5\n");

        Assert.Equal(
            "scenario.yaml:19:10: 'workload.stock' is 2.5; it must be a whole number from 1 to "
            + "1000000, for example 50.",
            problem);
    }

    [Fact]
    public void A_list_where_a_number_belongs()
    {
        string problem = ScenarioFolder.Problem("stock: 2\n", "stock: [2]\n");

        Assert.Equal(
            "scenario.yaml:19:10: 'workload.stock' is a list; it must be a whole number from 1 to "
            + "1000000, for example 50.",
            problem);
    }

    [Fact]
    public void Nothing_where_a_number_belongs()
    {
        string problem = ScenarioFolder.Problem("stock: 2\n", "stock:\n");

        Assert.Equal(
            "scenario.yaml:19:9: 'workload.stock' is empty; it must be a whole number from 1 to "
            + "1000000, for example 50.",
            problem);
    }

    [Fact]
    public void A_number_where_a_mapping_belongs()
    {
        string problem = ScenarioFolder.Problem("target: { apphost: src/AppHost }", "target: 5");

        Assert.Equal(
            "scenario.yaml:3:9: 'target' is 5; it must be a mapping, for example { apphost: "
            + "src/AppHost }.",
            problem);
    }

    [Fact]
    public void A_mapping_where_a_list_belongs()
    {
        string problem = ScenarioFolder.Problem("calls: [cache, db]", "calls: { cache: db }");

        Assert.Equal(
            "scenario.yaml:5:32: 'services.web.calls' is a mapping; it must be a list, for example "
            + "[inventory, postgres].",
            problem);
    }

    [Fact]
    public void A_text_where_a_list_belongs()
    {
        string problem = ScenarioFolder.Problem("ok: [201]", "ok: yes");

        Assert.Equal(
            "scenario.yaml:18:19: 'workload.outcomes.ok' is 'yes'; it must be a list, for example "
            + "[200, 201].",
            problem);
    }

    [Fact]
    public void A_duration_without_a_unit()
    {
        string problem = ScenarioFolder.Problem("within: 500ms", "within: 500");

        Assert.Equal(
            "scenario.yaml:21:11: 'workload.within' is 500; it must be a duration above zero with "
            + "its unit (us, ms, s, m, h), for example 500ms.",
            problem);
    }

    [Fact]
    public void A_duration_with_an_unknown_unit()
    {
        string problem = ScenarioFolder.Problem("within: 500ms", "within: 500 msec");

        Assert.Equal(
            "scenario.yaml:21:11: 'workload.within' is 500 msec; it must be a duration above zero "
            + "with its unit (us, ms, s, m, h), for example 500ms.",
            problem);
    }

    [Fact]
    public void A_negative_duration()
    {
        string problem = ScenarioFolder.Problem("within: 500ms", "within: -5s");

        Assert.Equal(
            "scenario.yaml:21:11: 'workload.within' is -5s; it must be a duration above zero with "
            + "its unit (us, ms, s, m, h), for example 500ms.",
            problem);
    }

    [Fact]
    public void A_duration_of_zero()
    {
        string problem = ScenarioFolder.Problem("within: 500ms", "within: 0s");

        Assert.Equal(
            "scenario.yaml:21:11: 'workload.within' is 0s; it must be a duration above zero with its "
            + "unit (us, ms, s, m, h), for example 500ms.",
            problem);
    }

    [Fact]
    public void A_duration_too_long_to_hold()
    {
        string problem = ScenarioFolder.Problem("within: 500ms", "within: 999999999999h");

        Assert.Equal(
            "scenario.yaml:21:11: 'workload.within' is 999999999999h; it must be a duration above "
            + "zero with its unit (us, ms, s, m, h), for example 500ms.",
            problem);
    }
}
