using Lab.Chaos.Checks;
using Lab.Chaos.Scenarios;
using Lab.Contracts.Histories;
using Lab.TestKit;

namespace Lab.Chaos.Tests.Checks.Linearizability;

public sealed class RegisterRepliesTests
{
    private static readonly RegisterModel Price = new() { Value = "price", Initial = "{key}" };

    [Fact]
    public void A_read_may_show_the_old_value_while_the_update_goes_on() => Assert.Equal(
        (Verdict.Holds, "event-7: an order of 3 calls explains all 3 replies."),
        Told(Find("""
            u  |---ok---|
            r1   |--ok--|
            r2     |--ok--|
            """, ("r1", "event-7"), ("r2", "u"))));

    [Fact]
    public void The_old_value_after_the_update_was_acknowledged_is_violated() => Assert.Equal(
        (Verdict.Violated, "event-7: no order explains these 2 replies: write u (u, 0 to 7 ms), read event-7 (r, 9 to 16 ms)."),
        Told(Find("""
            u |--ok--|
            r          |--ok--|
            """, ("r", "event-7"))));

    [Fact]
    public void The_old_value_after_somebody_saw_the_new_one_is_violated()
    {
        var finding = Find("""
            u  |------------ok------------|
            r1   |--ok--|
            r2             |--ok--|
            """, ("r1", "u"), ("r2", "event-7"));

        Assert.Equal(Verdict.Violated, finding.Verdict);
        Assert.Equal(["r1", "r2"], finding.Witnesses.Select(operation => operation.Id));
    }

    [Fact]
    public void An_unanswered_update_may_be_seen_late_or_never()
    {
        const string drawing = """
            u  |--info-->
            r1             |--ok--|
            r2                      |--ok--|
            """;

        Assert.Equal(Verdict.Holds, Find(drawing, ("r1", "event-7"), ("r2", "u")).Verdict);
        Assert.Equal(Verdict.Holds, Find(drawing, ("r1", "event-7"), ("r2", "event-7")).Verdict);
        Assert.Equal(Verdict.Violated, Find(drawing, ("r1", "u"), ("r2", "event-7")).Verdict);
    }

    [Fact]
    public void A_refused_update_was_never_written() => Assert.Equal(Verdict.Violated, Find("""
        u |--fail--|
        r            |--ok--|
        """, ("r", "u")).Verdict);

    [Fact]
    public void A_value_that_nobody_wrote_is_violated() => Assert.Equal(Verdict.Violated, Find("r |--ok--|", ("r", "x")).Verdict);

    [Fact]
    public void Replies_that_show_something_else_say_nothing() => Assert.Equal(
        (Verdict.Unknown, "event-7: no reply says anything about 'stock'."), Told(Find(Price with { Value = "stock" }, "r |--ok--|", ("r", "event-7"))));

    [Fact]
    public void Two_hundred_updates_and_reads_at_once_are_decided()
    {
        const int pairs = 200;
        var drawing = string.Join('\n', Enumerable.Range(0, pairs).Select(n => $"u{n} |--ok--|\nr{n} |--ok--|"));
        (string, string)[] seen = [.. Enumerable.Range(0, pairs).Select(n => ($"r{n}", $"u{pairs - 1 - n}"))];

        Assert.Equal(Verdict.Holds, Find(drawing, seen).Verdict);
        Assert.Equal(Verdict.Violated, Find(drawing + "\nz                  |--ok--|", [.. seen, ("z", "event-7")]).Verdict);
    }

    private static (Verdict, string) Told(Finding finding) => (finding.Verdict, finding.Sentence);

    private static Finding Find(string drawing, params (string Id, string Price)[] reads) => Find(Price, drawing, reads);

    private static Finding Find(RegisterModel model, string drawing, params (string Id, string Price)[] reads)
    {
        var volley = new HistoryBuilder().Timeline(drawing).Final().Build();
        IReadOnlyList<Operation> operations =
        [
            .. volley.Operations.Select(operation => reads.FirstOrDefault(read => read.Id == operation.Id).Price is { } price
                ? operation with { Seen = new Dictionary<string, string> { ["price"] = price } }
                : operation),
        ];
        return VolleyJudge.Judge(volley with { Operations = operations }, [Some.BuiltIn("linearizable") with { Model = model }])
            .Findings.Single(finding => finding.Check == "linearizable");
    }
}
