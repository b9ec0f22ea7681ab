using Lab.Chaos.Scenarios;
using Lab.Contracts;

namespace Lab.Chaos.Tests.Scenarios;

/// <summary>How the command line's word for a scenario becomes a file.</summary>
public sealed class ScenarioCatalogTests
{
    [Fact]
    public void A_name_is_a_folder_under_scenarios() => Assert.Equal(
        new SourceFile(Repository.Scenario("ticketing/scenario.yaml"), "scenarios/ticketing/scenario.yaml"),
        ScenarioCatalog.Find("ticketing", Repository.Root, Repository.Root));

    [Theory]
    [InlineData("ticketing")]
    [InlineData("ticketing/")]
    [InlineData("./ticketing/scenario.yaml")]
    public void A_path_is_a_folder_or_a_file_as_seen_from_the_current_folder(string path)
    {
        SourceFile found = ScenarioCatalog.Find(path, "/nowhere", Repository.Scenario(""));

        Assert.Equal(new SourceFile(Repository.Scenario("ticketing/scenario.yaml"), "ticketing/scenario.yaml"), found);
    }

    [Fact]
    public void A_file_above_the_current_folder_is_shown_in_full()
    {
        SourceFile found = ScenarioCatalog.Find("ticketing", Repository.Root, Repository.Scenario("ticketing/"));
        SourceFile above = ScenarioCatalog.Find("ticketing", Repository.Root, Path.Combine(Repository.Root, "src"));

        Assert.Equal("scenario.yaml", found.Shown);
        Assert.Equal(Repository.Scenario("ticketing/scenario.yaml").Replace('\\', '/'), above.Shown);
    }

    [Fact]
    public void A_misspelt_name_lists_the_known_ones_with_a_suggestion() => Assert.Equal(
        "Unknown scenario 'tiketing'. Known: ticketing. Did you mean 'ticketing'? Give a name, or the path of a folder or file.",
        Problem("tiketing"));

    [Fact]
    public void An_empty_name_lists_the_known_ones() => Assert.Equal(
        "Unknown scenario ''. Known: ticketing. Give a name, or the path of a folder or file.",
        Problem(""));

    [Fact]
    public void A_folder_without_a_scenario_says_what_it_lacks() => Assert.Equal(
        "Folder 'src' holds no scenario.yaml. Known: ticketing. Give a name, or the path of a folder or file.",
        Problem("src"));

    private static string Problem(string name)
    {
        using ScenarioFolder root = new();
        Directory.CreateDirectory(Path.Combine(root.Path, "src"));
        Directory.CreateDirectory(Path.Combine(root.Path, "scenarios", "ticketing"));
        root.Write("scenarios/ticketing/scenario.yaml", ScenarioFolder.Valid);

        return Assert.Throws<LabException>(() => ScenarioCatalog.Find(name, root.Path, root.Path)).Message;
    }
}
