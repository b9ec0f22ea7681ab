using Lab.Chaos.Scenarios;
using static Lab.Chaos.Tests.Predict.Swarm.Steps;

namespace Lab.Chaos.Tests.Predict.Swarm;

public sealed class StaleCheckTests
{
    // one:  enters 1  reads 2  ------- pays 12  takes 13
    // two:                 enters e, reads e + 1: before 13 it still sees the last unit
    [Theory]
    [InlineData(1, "StaleCheck 1 at two -> redis")]
    [InlineData(11.9999, "StaleCheck 1 at two -> redis")]
    [InlineData(12.0001, "")]
    public void Two_requests_take_the_last_unit_only_inside_the_window(double enters, string anomalies)
    {
        var lived = Lived.OneOfEach(Tiny.Timed(("one", 0.9999, Naive), ("two", enters, Naive)), stock: 1);

        Assert.Equal(anomalies, lived.Anomalies);
        Assert.Equal(anomalies == "" ? "1 ok, 1 refused, 0 timed out" : "2 ok, 0 refused, 0 timed out", lived.Ends);
    }

    [Fact]
    public void Each_unit_that_is_not_there_is_counted_once() =>
        Assert.Equal("StaleCheck 7 at shop -> redis", Lived.Volley(Tiny.Shop(Naive), requests: 10, stock: 3).Anomalies);

    [Fact]
    public void A_changed_version_is_harmless_while_the_check_still_holds() =>
        Assert.Equal("", Lived.Volley(Tiny.Shop(Naive), requests: 200, stock: 1000).Anomalies);

    [Fact]
    public void A_check_that_holds_just_so_is_harmless() =>
        Assert.Equal("", Lived.Volley(Tiny.Shop(Naive), requests: 10, stock: 10).Anomalies);

    public static TheoryData<string> Repairs => [.. Repaired.Keys];

    [Theory]
    [MemberData(nameof(Repairs))]
    public void Repaired_it_sells_what_is_there_and_no_more(string repair)
    {
        var lived = Lived.Volley(Tiny.Shop(Repaired[repair]), requests: 8, stock: 3);

        Assert.Equal(("", "3 ok, 5 refused, 0 timed out"), (lived.Anomalies, lived.Ends));
    }

    [Fact]
    public void What_is_checked_but_never_taken_from_counts_where_it_was_checked()
    {
        // The count in redis is only looked at; one sale goes on while another operation takes the unit away.
        var lived = Lived.OneOfEach(
            Tiny.Timed(("sell", 1, [Read("redis"), Check("redis"), Call("payments"), OwnRow("postgres")]), ("withdraw", 5, [Atomic("redis")])), stock: 1);

        Assert.Equal("StaleCheck 1 at sell -> redis", lived.Anomalies);
    }

    [Fact]
    public void Two_checks_before_one_effect_are_both_remembered()
    {
        // The limit is checked last and its cell is never taken from: it must not hide the check of the stock.
        Step[] steps = [Read("redis"), Read("postgres"), Check("redis"), Check("postgres"), Call("payments"), Atomic("redis")];

        Assert.Equal("StaleCheck 1 at shop -> redis", Lived.Volley(Tiny.Shop(steps), requests: 2, stock: 1).Anomalies);
    }

    [Fact]
    public void A_key_of_its_own_nobody_can_take_away()
    {
        Step[] steps = [.. Naive.Select(step => step.Resource == "redis" ? step with { Key = "cart:{operation}" } : step)];

        Assert.Equal("", Lived.Volley(Tiny.Shop(steps), requests: 20, stock: 1).Anomalies);
    }

    private static Dictionary<string, Step[]> Repaired => new()
    {
        ["conditional atomic"] = [Read("redis"), Check("redis"), Call("payments"), Guarded("redis")],
        ["version"] = [Read("redis"), Check("redis"), Call("payments"), IfUnchanged("redis")],
        ["row lock"] = [Transaction(ReadForUpdate("postgres"), Check("postgres"), Call("payments"), Write("postgres"))],
        ["serializable"] = [Serializable(Read("postgres"), Check("postgres"), Call("payments"), Write("postgres"))],
        ["lock"] = [Lock(Naive)],
        ["lease longer than the work"] = [Lease(50, Naive)],
    };
}
