using Lab.Chaos.Predict.Model;
using Lab.Chaos.Scenarios;
using static Lab.Chaos.Tests.Predict.Swarm.Steps;

namespace Lab.Chaos.Tests.Predict.Swarm;

public sealed class LeakedHoldTests
{
    [Fact]
    public void A_lock_without_lease_stays_when_its_holder_dies()
    {
        var leaking = Crashing("shop", Lock(Call("payments")));

        Assert.Matches("^LeakedHold [0-9]+ at shop -> redis$", Lived.Text(leaking, Lived.Crowd(leaking, agents: 50, steps: 20_000)));
    }

    [Theory]
    [InlineData("shop")]
    [InlineData("payments")]
    public void With_a_lease_it_comes_free_again(string dies)
    {
        var model = Crashing(dies, Lease(500, Call("payments")));

        Assert.Equal("", Lived.Text(model, Lived.Crowd(model, agents: 50, steps: 20_000)));
    }

    [Fact]
    public void Whose_callee_dies_gives_its_own_lock_back()
    {
        var model = Crashing("payments", Lock(Call("payments")));
        var result = Lived.Crowd(model, agents: 50, steps: 20_000);

        Assert.Equal("", Lived.Text(model, result));
        Assert.NotEqual(0, result.Lost);
    }

    [Fact]
    public void Whose_called_operation_dies_gives_its_own_lock_back()
    {
        var model = Tiny.At(
            new OperationModel { Name = "buy", Service = "shop", Steps = [Lock(CallOperation("inventory", "reserve"))] },
            new OperationModel { Name = "reserve", Service = "inventory", Steps = [Call("payments"), Atomic("redis")] }) with
        { Swarm = Crashes("inventory") };
        var result = Lived.Crowd(model, agents: 50, steps: 20_000);

        Assert.Equal("", Lived.Text(model, result));
        Assert.NotEqual(0, result.Lost);
    }

    [Fact]
    public void A_database_frees_the_rows_of_a_lost_connection()
    {
        var model = Crashing("shop", Transaction(ReadForUpdate("postgres"), Check("postgres"), Call("payments"), Write("postgres")));
        var result = Lived.Crowd(model, agents: 50, steps: 50_000);

        Assert.Equal(("", 0L), (Lived.Text(model, result), result.TimedOut));
        Assert.NotEqual(0, result.Lost);
        Assert.InRange(result.Ok, 4_000, 10_000);
    }

    private static SystemModel Crashing(string dies, Step step) => Tiny.Shop(step).With("shop", shop => shop with { Replicas = 3 }) with { Swarm = Crashes(dies) };

    private static SwarmModel Crashes(string service) => new()
    {
        Keys = 20,
        Think = new Latency(TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(800)),
        Population = new Dictionary<Behaviour, double> { [Behaviour.Buyers] = 1 },
        Restarts = new Dictionary<string, RestartModel> { [service] = new RestartModel(TimeSpan.FromSeconds(1)) },
    };
}
