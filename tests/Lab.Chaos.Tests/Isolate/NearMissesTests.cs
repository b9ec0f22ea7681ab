using Lab.Chaos.Isolate;
using Lab.Contracts.Histories;
using Lab.TestKit;

namespace Lab.Chaos.Tests.Isolate;

public sealed class NearMissesTests
{
    [Fact]
    public void A_sale_that_is_over_before_the_next_buyer_looks_misses_it_by_the_time_between() => Assert.Equal(
        new NearMisses { Overlapping = 0, Near = 2, GapMs = 4 },
        NearMisses.Of([History(
            """
            a |--ok--|
            b           |--ok--|
            c                      |-fail-|
            """)]));

    [Fact]
    public void One_that_is_not_over_overlaps() => Assert.Equal(
        new NearMisses { Overlapping = 2, Near = 0, GapMs = null },
        NearMisses.Of([History(
            """
            a |--ok-----|
            b     |--ok-----|
            c         |-fail-|
            """)]));

    [Fact]
    public void Refused_buyers_missed_nobody() => Assert.Equal(
        new NearMisses { Overlapping = 0, Near = 0, GapMs = null },
        NearMisses.Of([History(
            """
            a |-fail-|
            b            |-fail-|
            """)]));

    private static Lab.Chaos.Histories.VolleyHistory History(string timeline)
    {
        var history = new HistoryBuilder(stock: 2).Timeline(timeline).Build();

        // Replies that came have a status, which drawings leave out.
        return history with { Operations = [.. history.Operations.Select(operation => operation with { Status = operation.Outcome == Outcome.Ok ? 201 : 409 })] };
    }
}
