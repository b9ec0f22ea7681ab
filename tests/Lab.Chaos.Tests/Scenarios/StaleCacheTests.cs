using Lab.Chaos.Scenarios;
using Lab.Chaos.Truth;

namespace Lab.Chaos.Tests.Scenarios;

/// <summary>The second case study as shipped.</summary>
public sealed class StaleCacheTests
{
    private static readonly SourceFile File = new(Repository.Scenario("stale-cache/scenario.yaml"), "scenarios/stale-cache/scenario.yaml");

    [Fact]
    public void It_is_read_without_a_problem_and_each_cell_has_its_expectation()
    {
        Scenario scenario = ScenarioReader.Read(File);
        TruthTable table = TruthReader.Read(File.Beside(TruthReader.FileName), scenario);

        Assert.Equal(scenario.Variants.Count * scenario.Conditions.Count, table.Cells.Count);
    }

    [Fact]
    public void One_suspect_two_wrong_fixes_three_fixes_and_a_control() => Assert.Equal(
        [VariantRole.Suspect, VariantRole.WrongFix, VariantRole.WrongFix, VariantRole.Fix, VariantRole.Fix, VariantRole.Fix, VariantRole.Control],
        ScenarioReader.Read(File).Variants.Select(variant => variant.Role));

    [Fact]
    public void Volleys_mix_updates_into_reads_that_say_what_they_combined()
    {
        Workload workload = ScenarioReader.Read(File).Workload;

        Assert.Equal(["product", "listing", "price"], workload.Request.Seen.Keys);
        Assert.Equal("PUT", Assert.Single(workload.Mix).Request.Method);
    }
}
