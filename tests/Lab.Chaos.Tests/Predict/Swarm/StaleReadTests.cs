using Lab.Chaos.Predict.Swarm;
using Lab.Chaos.Scenarios;
using static Lab.Chaos.Tests.Predict.Swarm.Steps;

namespace Lab.Chaos.Tests.Predict.Swarm;

public sealed class StaleReadTests
{
    private static readonly Step[] _look = [Read("redis", Read("postgres"), Copy("redis", from: "postgres"))];

    // look:   enters 1  misses 2  reads the row 3  fills the cache 4
    // update:           enters 10  reads 11  writes 12 = acknowledged
    // again:                                 begins to read at e, and gets the old copy at e + 1
    [Theory]
    [InlineData(11.5, "")]
    [InlineData(11.9999, "")]
    [InlineData(12.0001, "StaleRead 1 at again -> redis")]
    public void A_copy_is_stale_once_the_update_was_acknowledged(double enters, string anomalies) =>
        Assert.Equal(anomalies, Lived.OneOfEach(
            Tiny.Timed(("look", 1, _look), ("update", 10, [Read("postgres"), Write("postgres", add: 5)]), ("again", enters, _look)), stock: 1).Anomalies);

    [Fact]
    public void Invalidated_after_the_write_it_is_filled_anew()
    {
        var lived = Lived.OneOfEach(
            Tiny.Timed(("look", 1, _look), ("update", 10, [Read("postgres"), Write("postgres", add: 5), Invalidate("redis")]), ("again", 20, _look)), stock: 1);

        Assert.Equal("", lived.Anomalies);
        Assert.Equal("6", lived.Values(StepEventKind.Wrote, "again"));
    }

    [Fact]
    public void Invalidated_before_the_write_the_old_value_comes_back_in_between()
    {
        // update invalidates at 12 and writes at 23; meanwhile fills the cache at 18 from the old row.
        Step[] wrongOrder = [Read("postgres"), Invalidate("redis"), Call("payments"), Write("postgres", add: 5)];
        Step[] rightOrder = [Read("postgres"), Call("payments"), Write("postgres", add: 5), Invalidate("redis")];

        Assert.Equal("StaleRead 1 at again -> redis", InBetween(wrongOrder));
        Assert.Equal("", InBetween(rightOrder));
    }

    [Fact]
    public void Who_has_seen_the_new_row_must_not_go_on_with_the_old_copy()
    {
        // The update writes at 12 and is acknowledged at 23: nobody else may complain yet, only who mixes both.
        Step[] update = [Read("postgres"), Write("postgres", add: 5), Call("payments"), Invalidate("redis")];

        Assert.Equal("StaleRead 1 at page -> redis", Third(update, ("page", 14, [Read("postgres"), .. _look])));
        Assert.Equal("", Third(update, ("page", 14, _look)));
        Assert.Equal("", Third(update, ("page", 14, [.. _look, Read("postgres")])));
    }

    [Fact]
    public void Of_two_rows_that_one_update_changes_both_are_acknowledged()
    {
        Step related(Step step) => step with { Key = "related:{key}", From = step.From is null ? null : new CellName("postgres", "related:{key}"), Steps = [.. step.Steps.Select(related)] };
        Step[] lookRelated = [.. _look.Select(related)];
        Step[] update = [related(Read("postgres")), related(Write("postgres", add: 5)), Read("postgres"), Write("postgres", add: 5), Invalidate("redis")];

        Assert.Equal("StaleRead 1 at again -> redis", Lived.OneOfEach(
            Tiny.Timed(("look", 1, [.. _look, .. lookRelated]), ("update", 10, update), ("again", 30, [.. _look, .. lookRelated])), stock: 1).Anomalies);
    }

    [Fact]
    public void A_miss_fills_what_the_reader_knows()
    {
        var lived = Lived.Volley(Tiny.Shop([.. _look, Check("redis", Relation.Equal, 7)]), requests: 1, stock: 7);

        Assert.Equal(("1 ok, 0 refused, 0 timed out", "4"), (lived.Ends, lived.Times(StepEventKind.Replied)));
    }

    [Fact]
    public void A_hit_leaves_the_rest_out()
    {
        var lived = Lived.OneOfEach(Tiny.Timed(("look", 1, _look), ("again", 10, _look)), stock: 7);

        Assert.Equal("4 11", lived.Times(StepEventKind.Replied));
    }

    private static string InBetween(Step[] update) => Lived.OneOfEach(
        Tiny.Timed(("look", 1, _look), ("update", 10, update), ("meanwhile", 15, _look), ("again", 40, _look)), stock: 1).Anomalies;

    private static string Third(Step[] update, (string Name, double Enters, Step[] Steps) third) =>
        Lived.OneOfEach(Tiny.Timed(("look", 1, _look), ("update", 10, update), third), stock: 1).Anomalies;
}
