using Lab.Chaos.Tracing.Accesses;
using Lab.Chaos.Witness;
using Lab.TestKit;

namespace Lab.Chaos.Tests.Witness;

/// <summary>What client spans say about stores.</summary>
public sealed class TouchTests
{
    [Theory]
    [InlineData("[GET stock:e = 1]", "Read redis stock:e: GET stock:e = 1")]
    [InlineData("[DECRBY stock:e 1 = 0]", "Write redis stock:e: DECRBY stock:e 1 = 0")]
    [InlineData("[MGET a b = 1,2]", "Read redis a: MGET a = 1", "Read redis b: MGET b = 2")]
    [InlineData("[DEL a b]", "Write redis a: DEL a", "Write redis b: DEL b")]
    [InlineData("[PING]")]
    [InlineData("{select capacity from events where id = $1 for update}", "Read postgres events: select from events for update")]
    [InlineData("{update events set sold = sold + $2 where id = $1 and sold + $2 <= capacity}", "Write postgres events: update events")]
    [InlineData("{insert into orders (id) values ($1) on conflict do nothing}", "Write postgres orders: insert into orders")]
    [InlineData("{select e.id from events e left join orders o on o.event_id = e.id}", "Read postgres events: select from events", "Read postgres orders: select from orders")]
    [InlineData("{begin}")]
    public void A_span_tells_what_was_read_and_written(string drawn, params string[] expected)
    {
        var (operations, trace) = TraceDrawing.Of($"a inventory-1 {drawn}");

        Assert.Equal(
            expected,
            Touch.Of(trace(operations[0].TraceId!)).Select(access => $"{(access.IsRead ? "Read" : "Write")} {access.Cell.Store} {access.Cell.Key}: {access.Label}"));
    }

    [Fact]
    public void A_lock_that_lasts_as_long_as_the_transaction_is_told_apart()
    {
        var (_, trace) = TraceDrawing.Of("a inventory-1 {select 1 from events for update} {select 1 from events}");

        Assert.Equal([true, false], Touch.Of(trace("a")).Select(access => access.Access.Effect == Effect.ReadForUpdate));
    }
}
