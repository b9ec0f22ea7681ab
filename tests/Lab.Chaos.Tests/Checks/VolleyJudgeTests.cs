using Lab.Chaos.Checks;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Tests.Break;
using Lab.TestKit;

namespace Lab.Chaos.Tests.Checks;

public sealed class VolleyJudgeTests
{
    private const string OneOfTwo = """
        a |--ok--|
        b   |--fail--|
        """;

    private static readonly Invariant[] All =
    [
        Some.Invariant("sold <= capacity"),
        Some.Invariant("sold = capacity") with { Otherwise = Verdict.Unknown },
        Some.BuiltIn("acknowledged-once"),
        Some.BuiltIn("no-phantoms"),
    ];

    [Fact]
    public void One_unit_sold_once_to_two_buyers_holds()
    {
        var judgement = VolleyJudge.Judge(
            new HistoryBuilder().Timeline(OneOfTwo).Final(("sold", 1), ("capacity", 1)).Records("a").Build(), All);

        Assert.Equal(Verdict.Holds, judgement.Verdict);
        Assert.Equal(All.Select(invariant => invariant.Name), judgement.Findings.Select(finding => finding.Check));
    }

    [Fact]
    public void One_unit_sold_to_both_buyers_is_violated()
    {
        var judgement = VolleyJudge.Judge(
            new HistoryBuilder()
                .Timeline("""
                    a |--ok--|
                    b   |--ok--|
                    """)
                .Final(("sold", 2), ("capacity", 1))
                .Records("a", "b")
                .Build(),
            All);

        Assert.Equal(Verdict.Violated, judgement.Verdict);
        Assert.Equal(
            [Verdict.Violated, Verdict.Unknown, Verdict.Holds, Verdict.Holds],
            judgement.Findings.Select(finding => finding.Verdict));
    }

    [Fact]
    public void A_service_that_sells_nothing_is_unknown()
    {
        var judgement = VolleyJudge.Judge(
            new HistoryBuilder()
                .Timeline("""
                    a |--fail--|
                    b   |--fail--|
                    """)
                .Final(("sold", 0), ("capacity", 1))
                .Records()
                .Build(),
            All);

        Assert.Equal(Verdict.Unknown, judgement.Verdict);
    }

    [Fact]
    public void As_many_units_as_buyers_leave_nothing_to_contend_for()
    {
        var judgement = VolleyJudge.Judge(
            new HistoryBuilder(stock: 2)
                .Timeline("""
                    a |--ok--|
                    b   |--ok--|
                    """)
                .Final(("sold", 2), ("capacity", 2))
                .Records("a", "b")
                .Build(),
            All);

        Assert.Equal(Verdict.Unknown, judgement.Verdict);
        Assert.Equal("event-7: 2 operations for 2 units leave nothing to contend for.", judgement.Findings[0].Sentence);
    }

    [Fact]
    public void A_volley_without_final_reads_is_unknown()
    {
        var judgement = VolleyJudge.Judge(new HistoryBuilder().Timeline(OneOfTwo).Build(), All);

        Assert.Equal(Verdict.Unknown, judgement.Verdict);
        Assert.Equal("event-7: the run ended before the final reads.", Assert.Single(judgement.Findings).Sentence);
    }

    [Fact]
    public void A_volley_without_operations_is_unknown()
    {
        var judgement = VolleyJudge.Judge(
            new HistoryBuilder().Requests(2).Final(("sold", 0), ("capacity", 1)).Build(), All);

        Assert.Equal(Verdict.Unknown, judgement.Verdict);
        Assert.Equal("event-7: no operation was recorded.", Assert.Single(judgement.Findings).Sentence);
    }

    [Fact]
    public void A_volley_whose_operations_were_not_all_recorded_does_not_hold()
    {
        var judgement = VolleyJudge.Judge(
            new HistoryBuilder().Timeline(OneOfTwo).Requests(3)
                .Final(("sold", 1), ("capacity", 1)).Records("a").Build(),
            All);

        Assert.Equal(Verdict.Unknown, judgement.Verdict);
        Assert.Equal("event-7: only 2 of 3 operations were recorded.", judgement.Findings[0].Sentence);
    }

    [Fact]
    public void A_fault_that_never_struck_proves_no_resilience()
    {
        var kill = Engines.OfInventory("pod-delete");
        HistoryBuilder Volley() =>
            new HistoryBuilder().Timeline(OneOfTwo).Final(("sold", 1), ("capacity", 1)).Records("a");

        var missed = VolleyJudge.Judge(Volley().Fault("recovered").Build(), All, kill);
        var struck = VolleyJudge.Judge(Volley().Fault("kill").Build(), All, kill);

        Assert.Equal(Verdict.Unknown, missed.Verdict);
        Assert.Equal("event-7: the fault 'test' never struck.", missed.Findings[0].Sentence);
        Assert.Equal(Verdict.Holds, struck.Verdict);
    }

    [Fact]
    public void Without_invariants_nothing_was_asked_and_nothing_holds() =>
        Assert.Equal(
            Verdict.Unknown,
            VolleyJudge.Judge(new HistoryBuilder().Timeline(OneOfTwo).Records("a").Build(), []).Verdict);

    [Fact]
    public void A_history_check_without_records_saw_nothing()
    {
        var judgement = VolleyJudge.Judge(
            new HistoryBuilder().Timeline(OneOfTwo).Final(("sold", 1)).Build(), [Some.BuiltIn("no-phantoms")]);

        Assert.Equal(
            "event-7: no records were read, so no-phantoms saw nothing. Add 'records' to the scenario.",
            Assert.Single(judgement.Findings).Sentence);
        Assert.Equal(Verdict.Unknown, judgement.Verdict);
    }

    [Theory]
    [InlineData("sold ~ capacity",
        "event-7: the check failed itself: Unknown operator '~'. Known: <=, >=, <, >, =, ==, !=. (Parameter 'operator')")]
    public void A_check_that_throws_is_unknown_and_leaves_the_others_alone(string broken, string sentence)
    {
        var judgement = VolleyJudge.Judge(
            new HistoryBuilder().Timeline(OneOfTwo).Final(("sold", 2), ("capacity", 1)).Build(),
            [Some.Invariant(broken), Some.Invariant("sold <= capacity")]);

        Assert.Equal([sentence, "event-7 sold 2 of 1: sold <= capacity is off by 1."],
            judgement.Findings.Select(finding => finding.Sentence));
        Assert.Equal([Verdict.Unknown, Verdict.Violated], judgement.Findings.Select(finding => finding.Verdict));
    }

    [Fact]
    public void A_check_by_an_unknown_name_lists_the_known_ones()
    {
        var judgement = VolleyJudge.Judge(
            new HistoryBuilder().Timeline(OneOfTwo).Records("a").Build(), [Some.BuiltIn("no-fantoms")]);

        Assert.Equal(
            "event-7: the check failed itself: Unknown check 'no-fantoms'. Known: acknowledged-once, no-phantoms, never-mixed.",
            Assert.Single(judgement.Findings).Sentence);
    }

    [Fact]
    public void An_invariant_cannot_declare_the_untrue_to_hold()
    {
        var judgement = VolleyJudge.Judge(
            new HistoryBuilder().Timeline(OneOfTwo).Final(("sold", 2), ("capacity", 1)).Build(),
            [Some.Invariant("sold <= capacity") with { Otherwise = Verdict.Holds }]);

        Assert.Equal(Verdict.Unknown, judgement.Verdict);
    }

    [Fact]
    public void An_untrue_history_check_takes_the_verdict_its_invariant_gives_it()
    {
        var judgement = VolleyJudge.Judge(
            new HistoryBuilder().Timeline(OneOfTwo).Records("a", "b").Build(),
            [Some.BuiltIn("no-phantoms") with { Name = "nobody is charged for a no", Otherwise = Verdict.Unknown }]);

        var finding = Assert.Single(judgement.Findings);
        Assert.Equal(("nobody is charged for a no", Verdict.Unknown), (finding.Check, finding.Verdict));
    }
}
