using Lab.Chaos.Predict.Swarm;
using Lab.Chaos.Scenarios;
using static Lab.Chaos.Tests.Predict.Swarm.Steps;

namespace Lab.Chaos.Tests.Predict.Swarm;

public sealed class OperationTests
{
    [Fact]
    public void A_called_operation_is_executed_by_the_service_that_has_it()
    {
        var model = Tiny.At(
            new OperationModel { Name = "buy", Service = "shop", Steps = [Call("payments"), CallOperation("inventory", "reserve"), OwnRow("postgres")] },
            new OperationModel { Name = "reserve", Service = "inventory", Steps = [Read("redis"), Check("redis"), Atomic("redis")] });

        var lived = Lived.Volley(model, requests: 2, stock: 1);

        Assert.Equal("StaleCheck 1 at inventory -> redis", lived.Anomalies);

        // Enters 1, pays 11, enters inventory 12, reads 13, takes 14, and its row is back in shop's hands at 15.
        Assert.Equal("15 15", lived.Times(StepEventKind.Replied));
        Assert.Equal(
            ["shop", "inventory", "inventory", "inventory", "shop"],
            lived.Events.Where(happened => happened.Agent == 0 && happened.Step > 0 && happened.Kind != StepEventKind.Replied).Select(happened => model.Services[happened.Service].Name));
    }

    [Fact]
    public void A_called_operation_is_no_request_of_its_own()
    {
        var model = Tiny.At(
            new OperationModel { Name = "reserve", Service = "inventory", Steps = [Atomic("redis")] },
            new OperationModel { Name = "buy", Service = "shop", Steps = [CallOperation("inventory", "reserve")] });

        Assert.All(Lived.Volley(model, requests: 20, stock: 1).Events, happened => Assert.Equal(1, happened.Operation));
    }

    [Fact]
    public void A_refusal_gives_the_lock_back()
    {
        var lived = Lived.Volley(Tiny.Shop(Lock(Read("redis"), Check("redis"), Atomic("redis"))), requests: 5, stock: 2);

        Assert.Equal(("2 ok, 3 refused, 0 timed out", 0), (lived.Ends, lived.Stuck));
    }

    [Fact]
    public void An_operation_starts_over_ten_times_and_is_refused_then()
    {
        // Its own first change makes the version differ, every time.
        var lived = Lived.Volley(Tiny.Shop(Read("redis"), Atomic("redis") with { Idempotent = false }, IfUnchanged("redis")), requests: 1, stock: 100);

        Assert.Equal("0 ok, 1 refused, 0 timed out", lived.Ends);
        Assert.Equal(10, lived.Events.Count(happened => happened.Kind == StepEventKind.StartedOver));
    }

    [Fact]
    public void Clients_who_give_up_leave_the_line_with_all_their_attempts()
    {
        // The holder pays for 40 s, longer than clients wait, and everybody sends again twice.
        var model = Tiny.At(new OperationModel
        {
            Name = "buy",
            Service = "shop",
            Steps = [Lock(Call("payments"))],
            Retry = new RetryModel(TimeSpan.FromSeconds(1), 2),
        }).With("payments", payments => payments with { Latency = Tiny.Constant(40_000) });

        var lived = Lived.Volley(model, requests: 3, stock: 1);

        Assert.Equal(("0 ok, 0 refused, 3 timed out", 0), (lived.Ends, lived.Stuck));
    }

    [Fact]
    public void A_cell_that_is_not_there_reads_as_nothing()
    {
        var lived = Lived.OneOfEach(Tiny.Timed(("drop", 1, [Invalidate("redis")]), ("look", 5, [Read("redis"), Check("redis")])), stock: 5);

        Assert.Equal("1 ok, 1 refused, 0 timed out", lived.Ends);
    }
}
