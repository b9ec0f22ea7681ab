using Lab.Chaos.Checks;
using Lab.Chaos.Checks.Linearizability.Models;

namespace Lab.Chaos.Tests.Checks.Linearizability;

/// <summary>For each model the smallest history that holds and the nearest one that does not.</summary>
public sealed class TwinsTests
{
    [Theory]
    [InlineData(true, """
        a |--write 1--|
        b     |--read 0--|
        """)]
    [InlineData(false, """
        a |--write 1--|
        b               |--read 0--|
        """)]
    public void A_read_may_miss_a_write_only_while_it_is_going_on(bool holds, string drawing) =>
        Assert.Equal(holds, Drawing.Register("0", drawing) is Verdict.Holds);

    [Theory]
    [InlineData(true, """
        a |--write 1--|
        b             |--read 0--|
        """)]
    [InlineData(false, """
        a |--write 1--|
        b              |--read 0--|
        """)]
    public void Calls_that_touch_at_one_time_stamp_are_concurrent(bool holds, string drawing) =>
        Assert.Equal(holds, Drawing.Register("0", drawing) is Verdict.Holds);

    [Theory]
    [InlineData(true, """
        a |--write 1-->
        b                |--read 0--|
        c                              |--read 1--|
        """)]
    [InlineData(false, """
        a |--write 1-->
        b                |--read 1--|
        c                              |--read 0--|
        """)]
    public void An_unanswered_write_may_come_late_and_is_not_undone(bool holds, string drawing) =>
        Assert.Equal(holds, Drawing.Register("0", drawing) is Verdict.Holds);

    [Theory]
    [InlineData(true, """
        a |--swap 0 1--|
        b   |--refused 0 1--|
        """)]
    [InlineData(false, """
        a |--swap 0 1--|
        b   |--swap 0 1--|
        """)]
    public void A_swap_succeeds_once(bool holds, string drawing) => Assert.Equal(holds, Drawing.Register("0", drawing) is Verdict.Holds);

    [Theory]
    [InlineData(true, """
        a |--buy 1--|
        b   |--sold-out 1--|
        """)]
    [InlineData(false, """
        a |--buy 1--|
        b   |--buy 1--|
        """)]
    public void One_unit_is_bought_once(bool holds, string drawing) => Assert.Equal(holds, Drawing.Counter(1, drawing) is Verdict.Holds);

    [Theory]
    [InlineData(true, """
        a                |--buy 1--|
        b |--sold-out 1--|
        """)]
    [InlineData(false, """
        a                 |--buy 1--|
        b |--sold-out 1--|
        """)]
    public void Nobody_is_told_sold_out_before_somebody_came_who_could_have_bought(bool holds, string drawing) =>
        Assert.Equal(holds, Drawing.Counter(1, drawing) is Verdict.Holds);

    [Theory]
    [InlineData(true, """
        a |--buy 1-->
        b             |--sold-out 1--|
        """)]
    [InlineData(false, """
        a |--buy 1-->
        b             |--sold-out 1--|
        c                               |--buy 1--|
        """)]
    public void An_unanswered_buy_explains_a_refusal_or_leaves_its_unit_not_both(bool holds, string drawing) =>
        Assert.Equal(holds, Drawing.Counter(1, drawing) is Verdict.Holds);

    [Theory]
    [InlineData(true, """
        a |--buy 3--|
        b              |--sold-out 3--|
        c                                |--buy 2--|
        """)]
    [InlineData(false, """
        a |--buy 3--|
        b              |--sold-out 2--|
        c                                |--buy 2--|
        """)]
    public void Whoever_wants_more_may_be_refused_where_one_who_wants_less_buys(bool holds, string drawing) =>
        Assert.Equal(holds, Drawing.Counter(5, drawing) is Verdict.Holds);

    [Theory]
    [InlineData(true, """
        a |--buy 1--|
        b   |--buy 1--|
        c    |--refill 1--|
        """)]
    [InlineData(false, """
        a |--buy 1--|
        b   |--buy 1--|
        c               |--refill 1--|
        """)]
    public void A_unit_that_came_back_is_bought_again(bool holds, string drawing) => Assert.Equal(holds, Drawing.Counter(1, drawing) is Verdict.Holds);

    [Theory]
    [InlineData(true, """
        a |--add-new x--|
        b   |--add-old x--|
        c                    |--all x--|
        """)]
    [InlineData(false, """
        a |--add-new x--|
        b   |--add-old x--|
        c                    |--lacks x--|
        """)]
    public void What_was_added_is_there(bool holds, string drawing) =>
        Assert.Equal(holds, Drawing.Judge(new Members(), Drawing.Of(drawing, Drawing.Set)).Verdict is Verdict.Holds);

    [Theory]
    [InlineData(true, """
        a |--put x--|
        b     |--put y--|
        c                  |--take y--|
        d                    |--take x--|
        """)]
    [InlineData(false, """
        a |--put x--|
        b              |--put y--|
        c                           |--take y--|
        """)]
    public void What_was_put_in_first_comes_out_first(bool holds, string drawing) =>
        Assert.Equal(holds, Drawing.Judge(new Fifo(), Drawing.Of(drawing, Drawing.Queue)).Verdict is Verdict.Holds);

    [Theory]
    [InlineData(true, """
        a |--acquire 1--|
        b                  |--release 1--|
        c                                |--acquire 2--|
        """)]
    [InlineData(false, """
        a |--acquire 1--|
        b                                                |--release 1--|
        c                                |--acquire 2--|
        """)]
    public void A_lock_passes_on_when_it_was_released(bool holds, string drawing) =>
        Assert.Equal(holds, Drawing.Judge(new FencedLock(leases: false), Drawing.Of(drawing, Drawing.Lock)).Verdict is Verdict.Holds);

    [Theory]
    [InlineData(true, """
        a |--acquire 1--|
        b                  |--acquire 2--|
        c                                   |--write 2--|
        d                                                 |--fenced 1--|
        """)]
    [InlineData(false, """
        a |--acquire 1--|
        b                  |--acquire 2--|
        c                                   |--write 2--|
        d                                                 |--write 1--|
        """)]
    public void A_sleeper_whose_lease_ran_out_is_fenced_off(bool holds, string drawing) =>
        Assert.Equal(holds, Drawing.Judge(new FencedLock(leases: true), Drawing.Of(drawing, Drawing.Lock)).Verdict is Verdict.Holds);
}
