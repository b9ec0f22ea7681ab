using Lab.Chaos.Checks;
using Lab.Chaos.Scenarios;
using Lab.TestKit;

namespace Lab.Chaos.Tests.Checks.Linearizability;

public sealed class LinearizableCheckTests
{
    private static readonly CounterModel Ignored = new() { Units = 1, Refusals = [] };

    private static readonly CounterModel Checked = Ignored with { Refusals = [new DefiniteFailure(409, "sold-out")] };

    [Fact]
    public void One_unit_for_one_of_two_holds()
    {
        var finding = Find(Checked, """
            a |--ok--|
            b    |--fail--|
            """);

        Assert.Equal((Verdict.Holds, "event-7: an order of 2 calls explains all 2 replies."), (finding.Verdict, finding.Sentence));
    }

    [Fact]
    public void One_unit_for_both_is_violated()
    {
        var finding = Find(Ignored, """
            a |--ok--|
            b    |--ok--|
            c      |--ok--|
            d      |--info-->
            """);

        Assert.Equal(
            (Verdict.Violated, "event-7: acknowledged requests took 3 units of 1; 2 of them are enough to see it (first a, last b).", 2.0),
            (finding.Verdict, finding.Sentence, finding.Excess));
        Assert.Equal(["a", "b"], finding.Witnesses.Select(operation => operation.Id));
    }

    [Fact]
    public void A_refusal_that_nothing_explains_is_violated_only_where_refusals_are_checked()
    {
        const string tooEarly = """
            a           |--ok--|
            b |--fail--|
            """;

        Assert.Equal(Verdict.Holds, Find(Ignored, tooEarly).Verdict);
        Assert.Equal(
            "event-7: no order explains this reply, whatever became of 1 other call: sold out for 1 (b, 0 to 9 ms).", Find(Checked, tooEarly).Sentence);
    }

    [Fact]
    public void A_refusal_for_another_reason_says_nothing_about_the_stock() => Assert.Equal(
        Verdict.Holds,
        Find(Checked with { Refusals = [new DefiniteFailure(503, null)] }, """
            a           |--ok--|
            b |--fail--|
            """).Verdict);

    [Fact]
    public void Units_count_not_requests() => Assert.Equal(Verdict.Violated, Find(Ignored with { Units = 2 }, "a |--ok--|").Verdict);

    [Fact]
    public void A_volley_that_nobody_answered_is_unknown() => Assert.Equal(Verdict.Unknown, Find(Checked, "a |--info-->").Verdict);

    [Fact]
    public void It_needs_no_records()
    {
        var volley = new HistoryBuilder().Timeline("""
            a |--ok--|
            b    |--ok--|
            """).Final(("sold", 1)).Build();

        Assert.Equal(Verdict.Violated, VolleyJudge.Judge(volley, [Some.BuiltIn("linearizable") with { Model = Ignored }]).Verdict);
    }

    private static Finding Find(CallModel model, string drawing) => VolleyJudge.Judge(
        new HistoryBuilder().Timeline(drawing).Final(("sold", 1)).Build(), [Some.BuiltIn("linearizable") with { Model = model }])
        .Findings.Single(finding => finding.Check == "linearizable");
}
