using Lab.Chaos.Break.Reports;
using Lab.TestKit;

namespace Lab.Chaos.Tests.Break;

/// <summary>What a buyer was told against what the books say.</summary>
public sealed class OrdersKeptTests
{
    [Fact]
    public void A_lost_a_doubled_and_an_unknown_order_are_counted_apart()
    {
        var volley = new HistoryBuilder().Timeline("""
            a |--ok--|
            b |--ok--|
            c |--info--|
            """).Final(("sold", 3)).Records("a", "a", "c").Build();

        var kept = OrdersKept.Of([volley]);

        Assert.Equal(new OrdersKept { Acknowledged = 2, Lost = 1, Duplicated = 1, Unknown = 1 }, kept);
    }

    [Fact]
    public void Without_records_nothing_is_claimed() =>
        Assert.Null(OrdersKept.Of([new HistoryBuilder().Timeline("a |--ok--|").Final(("sold", 1)).Build()]));
}
