using Lab.Chaos.Checks;
using Lab.Chaos.Checks.Linearizability;
using Lab.Chaos.Checks.Linearizability.Models;

namespace Lab.Chaos.Tests.Checks.Linearizability;

public sealed class LimitsTests
{
    // Writes differ, so no pruning helps; one is repeated, so no argument does; and no read is explained.
    private static readonly TimedCall<RegisterCall>[] Hard =
    [
        .. Enumerable.Range(0, 30).Select(n => Call($"w{n}", new RegisterCall.Write($"{n}"), 0, 100)),
        Call("again", new RegisterCall.Write("0"), 0, 100),
        Call("r", new RegisterCall.Read("never written"), 101, 102),
    ];

    [Fact]
    public void A_search_that_uses_up_its_configurations_is_unknown()
    {
        var judgement = new KeyJudge<Register.State, RegisterCall>(new Register(), new SearchLimits(10_000), TimeProvider.System).Judge("x", Hard);

        Assert.Equal((Verdict.Unknown, "x: the search for an order gave up."), (judgement.Verdict, judgement.Sentence()));
    }

    [Fact]
    public void A_search_that_uses_up_its_time_is_unknown() => Assert.Equal(
        Verdict.Unknown,
        new Search<Register.State, RegisterCall>(new Register(), new SearchLimits(10_000_000, TimeSpan.Zero), new HurriedTime()).Run(Hard).Verdict);

    [Fact]
    public void Two_hundred_equal_buys_at_once_are_two_hundred_configurations_even_for_the_search()
    {
        TimedCall<CounterCall>[] buys = [.. Enumerable.Range(0, 200).Select(n => new TimedCall<CounterCall>
        {
            Id = $"b{n}",
            Call = new CounterCall.Buy(1),
            Invoked = n,
            Returned = 1_000 + n,
        })];

        var found = new Search<long, CounterCall>(new Counter(199), SearchLimits.Default, TimeProvider.System).Run(buys);

        Assert.Equal((Verdict.Violated, 200), (found.Verdict, found.Configurations));
    }

    [Fact]
    public void Two_hundred_buys_of_one_hundred_and_ninety_nine_units_are_all_needed_to_show_it()
    {
        TimedCall<CounterCall>[] buys = [.. Enumerable.Range(0, 200).Select(n => new TimedCall<CounterCall>
        {
            Id = $"b{n}",
            Call = new CounterCall.Buy(1),
            Invoked = n,
            Returned = 1_000 + n,
        })];

        Assert.Equal(200, Drawing.Judge(new Counter(199), buys).Witness.Count);
    }

    private static TimedCall<RegisterCall> Call(string id, RegisterCall call, long invoked, long returned) =>
        new() { Id = id, Call = call, Invoked = invoked, Returned = returned };

    // Every look at the clock is a second later.
    private sealed class HurriedTime : TimeProvider
    {
        private long _looks;

        public override long GetTimestamp() => ++_looks * TimestampFrequency;
    }
}
