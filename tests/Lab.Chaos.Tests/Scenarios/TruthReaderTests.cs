using Lab.Chaos.Checks;
using Lab.Chaos.Truth;
using Lab.Contracts;

namespace Lab.Chaos.Tests.Scenarios;

/// <summary>The truth table of the small scenario, whose variants are naive and atomic, and its conditions volley and killed.</summary>
public sealed class TruthReaderTests
{
    private const string Valid = """
        scenario: shop
        expected:
          naive:  { volley: Violated, killed: Unknown }
          atomic: { volley: Holds, killed: Holds }
        volleys: { volley: 300 }
        quick: { variants: [atomic], volleys: { killed: 2 } }
        """;

    [Fact]
    public void Every_variant_has_a_cell_for_every_condition_in_the_order_of_the_scenario() => Assert.Equal(
        [
            Cell("naive", "volley", Verdict.Violated, 300),
            Cell("naive", "killed", Verdict.Unknown, TruthReader.DefaultVolleys),
            Cell("atomic", "volley", Verdict.Holds, 300),
            Cell("atomic", "killed", Verdict.Holds, TruthReader.DefaultVolleys),
        ],
        Read(Valid).Cells);

    [Fact]
    public void The_quick_selection_has_its_variants_under_its_conditions_with_its_own_numbers() =>
        Assert.Equal([Cell("atomic", "killed", Verdict.Holds, 2)], Read(Valid).Quick);

    [Fact]
    public void Without_a_quick_selection_nothing_is_selected() =>
        Assert.Empty(Read(ScenarioFolder.Edit(Valid, ("quick: { variants: [atomic], volleys: { killed: 2 } }", ""))).Quick);

    [Theory]
    [InlineData("scenario: shop", "scenario: shup",
        "truth.yaml:1:11: This table is for scenario 'shup', but stands beside 'shop'. Write: scenario: shop")]
    [InlineData("  atomic: { volley: Holds, killed: Holds }\n", "",
        "truth.yaml:3:3: 'expected' lacks 'atomic'. Add for example: atomic: { volley: Holds, killed: Holds }")]
    [InlineData("volley: Violated, ", "",
        "truth.yaml:3:11: 'expected.naive' lacks 'volley'. Add for example: volley: Holds")]
    [InlineData("naive: ", "naif: ",
        "truth.yaml:3:3: Unknown key 'naif' in 'expected'. Known: atomic, naive.")]
    [InlineData("volley: Violated", "voley: Violated",
        "truth.yaml:3:13: Unknown key 'voley' in 'expected.naive'. Known: killed, volley. Did you mean 'volley'?")]
    [InlineData("volley: Violated", "volley: violated",
        "truth.yaml:3:21: Unknown word 'violated' for 'expected.naive.volley'. Known: Holds, Unknown, Violated. Did you mean 'Violated'?")]
    [InlineData("volleys: { volley: 300 }", "volleys: { volley: 0 }",
        "truth.yaml:5:20: 'volleys.volley' is 0; it must be a whole number from 1 to 100000, for example 300.")]
    [InlineData("[atomic]", "[atomc]",
        "truth.yaml:6:21: Unknown variant 'atomc' in 'quick.variants'. Known: atomic, naive. Did you mean 'atomic'?")]
    [InlineData("volleys: { killed: 2 }", "volleys: { klled: 2 }",
        "truth.yaml:6:41: Unknown key 'klled' in 'quick.volleys'. Known: killed, volley. Did you mean 'killed'?")]
    public void A_mistake_names_its_place_and_the_mend(string from, string to, string expected) =>
        Assert.Equal(expected, Assert.Throws<LabException>(() => Read(ScenarioFolder.Edit(Valid, (from, to)))).Problems[0]);

    [Fact]
    public void Several_problems_are_listed_at_once_in_line_order()
    {
        string text = ScenarioFolder.Edit(Valid, ("[atomic]", "[atomc]"), ("killed: Unknown", "killed: Unkown"));

        Assert.Equal(
            [
                "truth.yaml:3:39: Unknown word 'Unkown' for 'expected.naive.killed'. Known: Holds, Unknown, Violated. "
                + "Did you mean 'Unknown'?",
                "truth.yaml:6:21: Unknown variant 'atomc' in 'quick.variants'. Known: atomic, naive. Did you mean 'atomic'?",
            ],
            Assert.Throws<LabException>(() => Read(text)).Problems);
    }

    private static TruthTable Read(string text)
    {
        using ScenarioFolder folder = new();

        return TruthReader.Read(folder.Write("truth.yaml", text), ScenarioFolder.Read());
    }

    private static TruthCell Cell(string variant, string condition, Verdict expected, int volleys) =>
        new() { Variant = variant, Condition = condition, Expected = expected, Volleys = volleys };
}
