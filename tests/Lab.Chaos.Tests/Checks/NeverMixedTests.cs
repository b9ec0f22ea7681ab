using Lab.Chaos.Checks;
using Lab.Contracts.Histories;
using Lab.TestKit;

namespace Lab.Chaos.Tests.Checks;

public sealed class NeverMixedTests
{
    [Fact]
    public void It_holds_when_each_read_is_of_one_update_before_during_or_after()
    {
        var finding = Find("""
            u     |-----ok-----|
            r1 |--ok--|
            r2        |--ok--|
            r3                    |--ok--|
            """, ("r1", ["u0", "u0"]), ("r2", ["u", "u"]), ("r3", ["u", "u"]));

        Assert.Equal(Verdict.Holds, finding.Verdict);
        Assert.Equal("event-7: each of 3 reads is of one update; 1 updates came among them, in 2 pairs at the same time.", finding.Sentence);
    }

    [Fact]
    public void One_read_that_combines_two_updates_violates_it()
    {
        var finding = Find("""
            u     |-----ok-----|
            r1 |--ok--|
            r2        |--ok--|
            """, ("r1", ["u0", "u0"]), ("r2", ["u", "u0"]));

        Assert.Equal(Verdict.Violated, finding.Verdict);
        Assert.Equal("event-7: 1 of 2 reads combined what different updates wrote; the first, r2, saw price of u0, product of u.", finding.Sentence);
        Assert.Equal(["r2"], finding.Witnesses.Select(operation => operation.Id));
    }

    [Fact]
    public void One_after_the_other_counts_when_readers_were_there_before_and_after()
    {
        var drawing = """
            r1 |--ok--|
            u           |--ok--|
            r2                   |--ok--|
            """;

        Assert.Equal(Verdict.Holds, Find(drawing, ("r1", ["u0", "u0"]), ("r2", ["u", "u"])).Verdict);
        Assert.Equal(Verdict.Violated, Find(drawing, ("r1", ["u0", "u0"]), ("r2", ["u", "u0"])).Verdict);
    }

    [Fact]
    public void Readers_who_all_came_before_or_all_after_saw_nothing_that_could_mix()
    {
        Assert.Equal(Verdict.Unknown, Find("""
            r1 |--ok--|
            u           |--ok--|
            """, ("r1", ["u0", "u0"])).Verdict);
        Assert.Equal(Verdict.Unknown, Find("""
            u  |--ok--|
            r1          |--ok--|
            """, ("r1", ["u", "u"])).Verdict);
    }

    [Fact]
    public void Without_an_acknowledged_update_it_saw_nothing()
    {
        var finding = Find("""
            u     |----fail----|
            r1 |--ok--|
            r2        |--ok--|
            """, ("r1", ["u0", "u0"]), ("r2", ["u0", "u0"]));

        Assert.Equal(Verdict.Unknown, finding.Verdict);
        Assert.Equal(
            "event-7: of 0 acknowledged updates none had reads before its end and after its begin (2 reads), so nothing could be mixed.",
            finding.Sentence);
    }

    [Fact]
    public void A_read_of_which_only_one_part_was_seen_is_no_read() =>
        Assert.Equal(Verdict.Unknown, Find("""
            u     |-----ok-----|
            r1 |--ok--|
            """, ("r1", ["u"])).Verdict);

    [Fact]
    public void A_mix_is_found_whether_or_not_its_update_was_acknowledged() =>
        Assert.Equal(Verdict.Violated, Find("""
            u     |-----info----->
            r1 |--ok--|
            """, ("r1", ["u", "u0"])).Verdict);

    private static Finding Find(string drawing, params (string Id, string[] Seen)[] reads)
    {
        string[] names = ["product", "price", "listing"];
        var volley = new HistoryBuilder().Timeline(drawing).Final().Build();
        IReadOnlyList<Operation> operations =
        [
            .. volley.Operations.Select(operation => reads.FirstOrDefault(read => read.Id == operation.Id).Seen is { } seen
                ? operation with { Seen = new SortedDictionary<string, string>(names.Zip(seen).ToDictionary(pair => pair.First, pair => pair.Second)) }
                : operation),
        ];
        return NeverMixed.Check.Find(volley with { Operations = operations });
    }
}
