using Lab.Chaos.Predict.Swarm;
using Lab.Chaos.Scenarios;
using static Lab.Chaos.Tests.Predict.Swarm.Steps;

namespace Lab.Chaos.Tests.Predict.Swarm;

public sealed class LostUpdateTests
{
    private static readonly Step[] _readModifyWrite = [Read("redis"), Call("payments"), Write("redis")];

    [Theory]
    [InlineData(11.9999, "LostUpdate 1 at two -> redis", "9 9")]
    [InlineData(12.0001, "", "9 8")]
    public void Another_change_between_reading_and_writing_is_overwritten(double enters, string anomalies, string values)
    {
        var lived = Lived.OneOfEach(Tiny.Timed(("one", 0.9999, _readModifyWrite), ("two", enters, _readModifyWrite)), stock: 10);

        Assert.Equal(anomalies, lived.Anomalies);
        Assert.Equal(values, lived.Values(StepEventKind.Wrote, "one") + " " + lived.Values(StepEventKind.Wrote, "two"));
    }

    [Fact]
    public void An_atomic_change_loses_nothing() =>
        Assert.Equal("", Lived.Volley(Tiny.Shop(Read("redis"), Call("payments"), Atomic("redis")), requests: 5, stock: 10).Anomalies);

    [Fact]
    public void Writing_twice_builds_on_the_own_write() =>
        Assert.Equal("", Lived.Volley(Tiny.Shop([.. _readModifyWrite, Write("redis")]), requests: 1, stock: 10).Anomalies);

    [Fact]
    public void A_constant_overwrites_without_loss() =>
        Assert.Equal("", Lived.Volley(Tiny.Shop(Read("redis"), Call("payments"), Write("redis") with { Add = null, Set = 7 }), requests: 5, stock: 10).Anomalies);

    [Fact]
    public void Read_committed_without_a_row_lock_loses_it() =>
        Assert.Equal("LostUpdate 1 at shop -> postgres", Lived.Volley(Tiny.Shop(Transaction(Read("postgres"), Write("postgres"))), requests: 2, stock: 10).Anomalies);

    [Fact]
    public void With_the_row_lock_nothing_is_lost() =>
        Assert.Equal("", Lived.Volley(Tiny.Shop(Transaction(ReadForUpdate("postgres"), Write("postgres"))), requests: 9, stock: 10).Anomalies);

    [Fact]
    public void A_single_statement_waits_for_the_locked_row()
    {
        // one: reads for update at 2, pays till 12, writes 13, commits 14; two's decrement arrives at 5.
        var lived = Lived.OneOfEach(
            Tiny.Timed(("one", 1, [Transaction(ReadForUpdate("postgres"), Call("payments"), Write("postgres"))]), ("two", 4, [Guarded("postgres")])), stock: 10);

        Assert.Equal(("", "14 14"), (lived.Anomalies, lived.Times(StepEventKind.Replied)));
        Assert.Equal("8", lived.Values(StepEventKind.Took, "two"));
    }
}
