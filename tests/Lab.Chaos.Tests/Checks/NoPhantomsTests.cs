using Lab.Chaos.Checks;
using Lab.TestKit;

namespace Lab.Chaos.Tests.Checks;

public sealed class NoPhantomsTests
{
    [Fact]
    public void It_holds_when_every_record_belongs_to_an_acknowledged_or_unknown_operation()
    {
        var finding = Find("""
            a |--ok--|
            b   |--info-->
            """, "a", "b");

        Assert.Equal(Verdict.Holds, finding.Verdict);
        Assert.Equal("event-7: each of 2 records belongs to an operation that may have happened.", finding.Sentence);
    }

    [Fact]
    public void A_record_of_a_refused_operation_violates_it()
    {
        var finding = Find("""
            a |--ok--|
            b   |--fail--|
            """, "a", "b");

        Assert.Equal(Verdict.Violated, finding.Verdict);
        Assert.Equal(
            "event-7: of 2 records, 0 belong to no operation of this volley; "
            + "1 refused operations have a record (first b); 0 unknown ones have more than one.",
            finding.Sentence);
        Assert.Equal(["b"], finding.Witnesses.Select(operation => operation.Id));
    }

    [Fact]
    public void A_record_that_nobody_asked_for_violates_it()
    {
        var finding = Find("""
            a |--ok--|
            b   |--fail--|
            """, "a", "z", "z");

        Assert.Equal(Verdict.Violated, finding.Verdict);
        Assert.Equal(1, finding.Excess);
    }

    [Fact]
    public void One_unknown_call_explains_one_record_not_two() =>
        Assert.Equal(Verdict.Violated, Find("""
            a |--ok--|
            b   |--info-->
            """, "a", "b", "b").Verdict);

    [Fact]
    public void The_second_copy_of_an_acknowledged_order_is_left_to_acknowledged_once() =>
        Assert.Equal(Verdict.Holds, Find("""
            a |--ok--|
            b   |--fail--|
            """, "a", "a").Verdict);

    [Fact]
    public void Nobodys_record_does_not_accuse_the_system_while_the_lab_lacks_operations_itself()
    {
        var volley = new HistoryBuilder().Timeline("a |--ok--|").Requests(2).Records("a", "z").Build();

        Assert.Equal(Verdict.Unknown, BuiltInChecks.All.Single(check => check.Name == "no-phantoms")
            .Find(volley).Verdict);
    }

    [Fact]
    public void Without_records_it_saw_nothing() =>
        Assert.Equal(Verdict.Unknown, Find("a |--fail--|").Verdict);

    private static Finding Find(string drawing, params string[] records)
    {
        var volley = new HistoryBuilder().Timeline(drawing).Records(records).Build();
        return BuiltInChecks.All.Single(check => check.Name == "no-phantoms")
            .Find(volley);
    }
}
