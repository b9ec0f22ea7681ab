namespace Lab.Chaos.Tests.Scenarios;

/// <summary>What is wrong before any meaning is read.</summary>
public sealed class YamlMistakesTests
{
    [Fact]
    public void A_tab()
    {
        string problem = ScenarioFolder.Problem("  stock: 2\n", "\tstock: 2\n");

        Assert.Equal(
            "scenario.yaml:19:1: Not valid YAML: While scanning a mapping, found invalid tab as "
            + "indentation. Check indentation (spaces, no tabs), colons, brackets and quotes there.",
            problem);
    }

    [Fact]
    public void An_open_bracket()
    {
        string problem = ScenarioFolder.Problem("calls: [cache, db]", "calls: [cache, db");

        Assert.Equal(
            "scenario.yaml:5:43: Not valid YAML: While parsing a flow sequence, did not find "
            + "expected ',' or ']'. Check indentation (spaces, no tabs), colons, brackets and quotes "
            + "there.",
            problem);
    }

    [Fact]
    public void A_template_that_was_not_quoted()
    {
        string problem = ScenarioFolder.Problem("cached: \"stock:{key}\"", "cached: {key}:x");

        Assert.Equal(
            "scenario.yaml:25:26: Not valid YAML: While parsing a flow mapping, did not find "
            + "expected ',' or '}'. Check indentation (spaces, no tabs), colons, brackets and quotes "
            + "there.",
            problem);
    }

    [Fact]
    public void An_alias_without_its_anchor()
    {
        string problem = ScenarioFolder.Problem("replicas: 2, calls", "<<: *base, calls");

        Assert.Equal(
            "scenario.yaml:5:16: Not valid YAML: Alias '*base' has no anchor '&base' above it. None "
            + "is known.",
            problem);
    }

    [Fact]
    public void A_merge_of_something_that_is_no_mapping()
    {
        string problem = ScenarioFolder.Problem("replicas: 2, calls", "<<: 5, calls");

        Assert.Equal(
            "scenario.yaml:5:12: '<<' merges mappings only; write for example: <<: *base.",
            problem);
    }

    [Fact]
    public void A_second_document()
    {
        string problem = ScenarioFolder.Problem(
            "incidents: incidents.yaml",
            "incidents: incidents.yaml\n---\nscenario: b");

        Assert.Equal(
            "scenario.yaml:38:1: A second document begins here. Keep one document a file.",
            problem);
    }

    [Fact]
    public void A_key_that_is_a_list()
    {
        string problem = ScenarioFolder.Problem("stock: 2\n", "stock: 2\n  [a, b]: 2\n");

        Assert.Equal(
            "scenario.yaml:20:3: A key must be text; quote it if it begins with { or [.",
            problem);
    }
}
