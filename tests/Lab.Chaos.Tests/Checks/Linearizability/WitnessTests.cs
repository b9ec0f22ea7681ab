using Lab.Chaos.Checks;
using Lab.Chaos.Checks.Linearizability;
using Lab.Chaos.Checks.Linearizability.Models;

namespace Lab.Chaos.Tests.Checks.Linearizability;

public sealed class WitnessTests
{
    [Fact]
    public void A_stale_read_is_shown_with_the_two_writes_that_make_it_stale()
    {
        var judgement = Drawing.Judge(new Register("0"), Drawing.Of("""
            a |--write 1--|
            b                |--write 2--|
            c   |--read 0--|
            d                               |--read 1--|
            e                               |--write 3--|
            f                                                |--read 3--|
            """, Drawing.Register));

        Assert.Equal(["a", "b", "d"], judgement.Witness.Select(call => call.Id));
        Assert.Equal(
            "x: no order explains these 3 replies, whatever became of 1 other call: "
            + "write 1 (a, 0 to 12 ms), write 2 (b, 15 to 27 ms), read 1 (d, 30 to 41 ms).",
            judgement.Sentence());
    }

    [Fact]
    public void Of_an_oversold_stock_one_buy_more_than_there_were_units_is_shown()
    {
        var judgement = Drawing.Judge(new Counter(2), Drawing.Of("""
            a |--buy 1--|
            b  |--buy 1--|
            c   |--sold-out 1--|
            d    |--buy 1--|
            e     |--buy 1--|
            """, Drawing.Counter));

        Assert.Equal(["a", "b", "d"], judgement.Witness.Select(call => call.Id));
    }

    [Fact]
    public void A_refusal_before_anybody_came_stands_alone()
    {
        var judgement = Drawing.Judge(new Counter(1), Drawing.Of("""
            a |--sold-out 1--|
            b                   |--buy 1--|
            """, Drawing.Counter));

        Assert.Equal("x: no order explains this reply, whatever became of 1 other call: sold out for 1 (a, 0 to 15 ms).", judgement.Sentence());
    }

    [Fact]
    public void Each_key_is_judged_alone()
    {
        var calls = Drawing.Of("""
            a |--write 1--|
            b                |--read 0--|
            """, Drawing.Register);

        var judgements = PerKey.Judge(
            new Register("0"), [("x", calls[0]), ("y", calls[1]), ("z", calls[0]), ("z", calls[1])], SearchLimits.Default, TimeProvider.System);

        Assert.Equal([("x", Verdict.Holds), ("y", Verdict.Holds), ("z", Verdict.Violated)], judgements.Select(one => (one.Key, one.Verdict)));
    }
}
