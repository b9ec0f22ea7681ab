using Lab.Chaos.Predict.Swarm;
using Lab.Chaos.Scenarios;
using static Lab.Chaos.Tests.Predict.Swarm.Steps;

namespace Lab.Chaos.Tests.Predict.Swarm;

public sealed class TransactionTests
{
    // sell: reads 2  writes 3  ------ pays 13  commits 14
    [Theory]
    [InlineData(5, "10")]
    [InlineData(12.9999, "10")]
    [InlineData(13.0001, "9")]
    public void What_is_not_committed_is_not_seen(double enters, string seen) =>
        Assert.Equal(seen, Lived.OneOfEach(
            Tiny.Timed(("sell", 1, [Transaction(ReadForUpdate("postgres"), Write("postgres"), Call("payments"))]), ("look", enters, [Read("postgres")])), stock: 10)
            .Values(StepEventKind.Read, "look"));

    [Fact]
    public void Own_changes_are_seen_and_built_on()
    {
        var lived = Lived.Volley(
            Tiny.Shop(Transaction(Read("postgres"), Write("postgres"), Read("postgres"), Write("postgres"), Atomic("postgres", add: 5), Read("postgres")), Read("postgres")),
            requests: 1,
            stock: 10);

        Assert.Equal(("10 9 13 13", ""), (lived.Values(StepEventKind.Read, "buy"), lived.Anomalies));
    }

    [Fact]
    public void An_own_row_is_seen_too() =>
        Assert.Equal("1", Lived.Volley(Tiny.Shop(Transaction(Row("postgres"), Read("postgres"))), requests: 1, stock: 10).Values(StepEventKind.Read, "buy"));

    [Fact]
    public void Writing_twice_without_reading_again_loses_nothing()
    {
        var lived = Lived.Volley(Tiny.Shop(Transaction(Read("postgres"), Write("postgres"), Write("postgres")), Read("postgres")), requests: 1, stock: 10);

        Assert.Equal(("10 8", ""), (lived.Values(StepEventKind.Read, "buy"), lived.Anomalies));
    }

    [Fact]
    public void A_refusal_takes_everything_back_and_frees_the_rows()
    {
        var lived = Lived.OneOfEach(
            Tiny.Timed(
                ("sell", 1, [Transaction(ReadForUpdate("postgres"), Write("postgres"), Read("redis"), Check("redis", Relation.AtLeast, 100))]),
                ("next", 3, [Transaction(ReadForUpdate("postgres"))])),
            stock: 10);

        Assert.Equal(("10", "1 ok, 1 refused, 0 timed out"), (lived.Values(StepEventKind.Read, "next"), lived.Ends));
    }

    [Fact]
    public void Row_locks_are_passed_on_in_the_order_of_asking()
    {
        var lived = Lived.Volley(Tiny.Shop(Transaction(ReadForUpdate("postgres"), Call("payments"), Write("postgres"))), requests: 3, stock: 10);

        // Read at 2, paid at 12, written at 13, committed at 14: the next reads at that moment.
        Assert.Equal("14 26 38", lived.Times(StepEventKind.Committed));
        Assert.Equal("10 9 8", lived.Values(StepEventKind.Read, "buy"));
    }

    [Fact]
    public void What_is_done_elsewhere_happens_at_once()
    {
        // redis is no part of the transaction: its count changes at 3, long before the commit at 14.
        var lived = Lived.OneOfEach(
            Tiny.Timed(("sell", 1, [Transaction(ReadForUpdate("postgres"), Atomic("redis"), Call("payments"))]), ("look", 5, [Read("redis")])), stock: 10);

        Assert.Equal("9", lived.Values(StepEventKind.Read, "look"));
    }

    [Fact]
    public void A_serializable_one_starts_over_when_something_it_read_has_changed()
    {
        var lived = Lived.OneOfEach(
            Tiny.Timed(("sum", 1, [Serializable(Read("postgres"), Call("payments"))]), ("add", 5, [Atomic("postgres", add: 5)])), stock: 10);

        Assert.Equal(("10 15", "13"), (lived.Values(StepEventKind.Read, "sum"), lived.Times(StepEventKind.StartedOver)));
    }

    [Fact]
    public void A_serializable_one_does_not_mind_what_it_left_unread()
    {
        // The inner read is skipped, because the cell is there; another one changes what would have been read.
        var other = Read("postgres") with { Key = "other:{key}" };
        var lived = Lived.OneOfEach(
            Tiny.Timed(
                ("sum", 1, [Serializable(Read("postgres", other), Call("payments"))]),
                ("add", 5, [Atomic("postgres", add: 5) with { Key = "other:{key}" }])),
            stock: 10);

        Assert.Equal(("2 ok, 0 refused, 0 timed out", ""), (lived.Ends, lived.Times(StepEventKind.StartedOver)));
    }

    [Fact]
    public void Transactions_that_wait_for_each_other_end_with_their_clients()
    {
        var other = ReadForUpdate("postgres") with { Key = "other:{key}" };
        var lived = Lived.OneOfEach(
            Tiny.Timed(
                ("one", 1, [Transaction(ReadForUpdate("postgres"), Call("payments"), other)]),
                ("two", 1, [Transaction(other, Call("payments"), ReadForUpdate("postgres"))])),
            stock: 10);

        // Both clients give up at the same instant; the first one's end frees what the second waits for.
        Assert.Equal((0, 2L), (lived.Stuck, lived.Result.TimedOut + lived.Result.Ok));
    }
}
