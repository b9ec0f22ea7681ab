using Lab.Chaos.Checks;
using Lab.TestKit;

namespace Lab.Chaos.Tests.Checks;

public sealed class AcknowledgedOnceTests
{
    [Fact]
    public void It_holds_when_every_acknowledged_operation_has_one_record()
    {
        var finding = Find("""
            a |--ok--|
            b   |--fail--|
            """, "a");

        Assert.Equal(Verdict.Holds, finding.Verdict);
        Assert.Equal("event-7: each of 1 acknowledged operations has exactly one record.", finding.Sentence);
    }

    [Fact]
    public void A_lost_acknowledged_order_violates_it()
    {
        var finding = Find("""
            a |--ok--|
            b   |--ok--|
            """, "a");

        Assert.Equal(Verdict.Violated, finding.Verdict);
        Assert.Equal(
            "event-7: of 2 acknowledged operations, 1 have no record (first b), 0 have more than one.",
            finding.Sentence);
        Assert.Equal(["b"], finding.Witnesses.Select(operation => operation.Id));
    }

    [Fact]
    public void An_order_kept_twice_violates_it()
    {
        var finding = Find("""
            a |--ok--|
            b   |--fail--|
            """, "a", "a");

        Assert.Equal(Verdict.Violated, finding.Verdict);
        Assert.Equal(1, finding.Excess);
    }

    [Fact]
    public void An_unknown_operation_may_have_a_record_or_none()
    {
        const string drawing = """
            a |--ok--|
            b   |--info-->
            """;

        Assert.Equal(Verdict.Holds, Find(drawing, "a").Verdict);
        Assert.Equal(Verdict.Holds, Find(drawing, "a", "b").Verdict);
    }

    [Fact]
    public void A_service_that_acknowledges_nobody_is_unknown() =>
        Assert.Equal(Verdict.Unknown, Find("""
            a |--fail--|
            b   |--info-->
            """, "b").Verdict);

    [Fact]
    public void First_worst_and_last_offender_are_the_witnesses()
    {
        var finding = Find("""
            a |--ok--|
            b  |--ok--|
            c   |--ok--|
            d    |--ok--|
            e     |--ok--|
            """, "a", "a", "b", "b", "d", "d", "e", "e");

        Assert.Equal(5, finding.Excess);
        Assert.Equal(["a", "c", "e"], finding.Witnesses.Select(operation => operation.Id));
    }

    private static Finding Find(string drawing, params string[] records)
    {
        var volley = new HistoryBuilder().Timeline(drawing).Records(records).Build();
        return BuiltInChecks.All.Single(check => check.Name == "acknowledged-once")
            .Find(volley);
    }
}
