using Lab.Chaos.Predict.Model;
using Lab.Chaos.Predict.Swarm;
using Lab.Chaos.Scenarios;
using static Lab.Chaos.Tests.Predict.Swarm.Steps;

namespace Lab.Chaos.Tests.Predict.Swarm;

public sealed class LeaseTests
{
    // one: locked 2  reads 3  ------------- pays 13  takes 14
    // two:   waits from 3, locked at 2 + lease, reads one later: before 14 it still sees the last unit
    [Theory]
    [InlineData(5, "StaleCheck 1 at two -> redis")]
    [InlineData(10.9999, "StaleCheck 1 at two -> redis")]
    [InlineData(11.0001, "")]
    public void A_lease_shorter_than_the_work_protects_nothing(double lease, string anomalies) =>
        Assert.Equal(anomalies, Lived.OneOfEach(Twice([Lease(lease, Naive)]), stock: 1).Anomalies);

    [Fact]
    public void A_fencing_token_stops_the_one_who_was_too_slow()
    {
        var lived = Lived.OneOfEach(Twice([Lease(5, Naive) with { Fencing = true }]), stock: 1);

        Assert.Equal(("", "1 ok, 1 refused, 0 timed out"), (lived.Anomalies, lived.Ends));
    }

    [Fact]
    public void A_fencing_token_is_looked_at_when_a_transaction_commits()
    {
        // one writes at 5 with the newest token and commits at 16; two has had the lock since 7.
        Step[] steps = [Lease(5, Transaction(Read("postgres"), Check("postgres"), Write("postgres"), Call("payments"))) with { Fencing = true }];

        var lived = Lived.OneOfEach(Twice(steps), stock: 1);

        Assert.Equal(("", "1 ok, 1 refused, 0 timed out"), (lived.Anomalies, lived.Ends));
    }

    [Fact]
    public void Nobody_is_fenced_off_while_no_one_else_wanted_the_lock()
    {
        var lived = Lived.Volley(Tiny.Shop(Lease(5, Naive) with { Fencing = true }), requests: 1, stock: 1);

        Assert.Equal("1 ok, 0 refused, 0 timed out", lived.Ends);
    }

    [Fact]
    public void Who_comes_at_the_very_moment_a_lease_ends_waits_behind_those_who_came_before()
    {
        var steps = new[] { Lease(5, Call("payments")) };

        var lived = Lived.OneOfEach(Tiny.Timed(("one", 1, steps), ("two", 2, steps), ("three", 6, steps)), stock: 1);

        Assert.Equal(("3 ok, 0 refused, 0 timed out", 0), (lived.Ends, lived.Stuck));
        Assert.Equal("2 7 12", lived.Times(StepEventKind.Locked));
        Assert.Equal(["one", "two", "three"], lived.Events.Where(happened => happened.Kind == StepEventKind.Locked)
            .Select(happened => new[] { "one", "two", "three" }[happened.Operation]));
    }

    [Fact]
    public void A_lock_is_passed_on_in_the_order_of_asking()
    {
        var lived = Lived.Volley(Tiny.Shop(Lock(Call("payments"))), requests: 4, stock: 1);

        // 10 ms of work and 1 ms to give it back.
        Assert.Equal("2 13 24 35", lived.Times(StepEventKind.Locked));
        Assert.Equal([0, 1, 2, 3], lived.Events.Where(happened => happened.Kind == StepEventKind.Locked).Select(happened => happened.Agent));
    }

    [Fact]
    public void A_stop_of_the_holder_past_its_lease_lets_another_in()
    {
        var naive = Pausing(Lease(100, Read("redis"), Check("redis"), Call("redis"), Atomic("redis")));
        var fenced = Pausing(Lease(100, Read("redis"), Check("redis"), Call("redis"), Atomic("redis")) with { Fencing = true });

        var calm = naive with { Swarm = naive.Swarm with { Pauses = new Dictionary<string, PauseModel>() } };
        Assert.Matches("^StaleCheck [0-9]+ at shop -> redis$", Lived.Text(naive, Lived.Crowd(naive, agents: 60, steps: 60_000)));
        Assert.Equal("", Lived.Text(calm, Lived.Crowd(calm, agents: 60, steps: 60_000)));
        Assert.Equal("", Lived.Text(fenced, Lived.Crowd(fenced, agents: 60, steps: 60_000)));
    }

    private static SystemModel Pausing(Step step) => Tiny.Shop(step).With("shop", shop => shop with { Replicas = 3 }) with
    {
        Swarm = new SwarmModel
        {
            Keys = 5,
            Think = new Latency(TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(200)),
            Population = new Dictionary<Behaviour, double> { [Behaviour.Buyers] = 1 },
            Pauses = new Dictionary<string, PauseModel> { ["shop"] = new(TimeSpan.FromSeconds(1), TimeSpan.FromMilliseconds(300)) },
        },
    };

    private static SystemModel Twice(Step[] steps) => Tiny.Timed(("one", 1, steps), ("two", 2, steps));
}
