using Lab.Chaos.Predict.Model;
using Lab.Chaos.Predict.Questions;
using Lab.Chaos.Predict.Swarm;
using Lab.Chaos.Scenarios;

namespace Lab.Chaos.Tests.Predict.Questions;

/// <summary>Each anomaly is told in the order in which it came about.</summary>
public sealed class StoryTests
{
    // request 1   read 1                       take -> -1  !
    // request 2           read 1   take -> 0
    [Fact]
    public void A_stale_check_names_who_looked_who_came_in_between_and_who_did_the_damage()
    {
        var story = Tell(SmallShop.Naive,
            At(3.1, StepEventKind.Read, request: 1, replica: 2, step: 1, value: 1),
            At(3.1, StepEventKind.Checked, request: 1, replica: 2, step: 2, value: 1),
            At(3.2, StepEventKind.Read, request: 2, replica: 1, step: 1, value: 1),
            At(3.4, StepEventKind.Took, request: 2, replica: 1, step: 4, value: 0),
            At(4.0, StepEventKind.Called, request: 1, replica: 2, step: 3, value: 0),
            At(5.0, StepEventKind.Took, request: 1, replica: 2, step: 4, value: -1) with { Anomaly = Anomaly.StaleCheck });

        Assert.Equal(
            ("replica 2 read stock=1 at 3.1 ms, replica 1 took 1 of stock, leaving 0 at 3.4 ms, replica 2 took 1 of stock, leaving -1 at 5.0 ms", "stock:{key}"),
            story);
    }

    [Fact]
    public void Of_several_that_came_in_between_the_one_that_broke_the_condition_is_named()
    {
        var (sentence, _) = Tell(SmallShop.Naive,
            At(1, StepEventKind.Read, request: 1, replica: 2, step: 1, value: 2),
            At(1, StepEventKind.Checked, request: 1, replica: 2, step: 2, value: 2),
            At(2, StepEventKind.Took, request: 2, replica: 1, step: 4, value: 1),
            At(3, StepEventKind.Took, request: 3, replica: 3, step: 4, value: 0),
            At(4, StepEventKind.Took, request: 4, replica: 1, step: 4, value: -1),
            At(5, StepEventKind.Took, request: 1, replica: 2, step: 4, value: -2) with { Anomaly = Anomaly.StaleCheck });

        Assert.Equal("replica 2 read stock=2 at 1.0 ms, replica 3 took 1 of stock, leaving 0 at 3.0 ms, replica 2 took 1 of stock, leaving -2 at 5.0 ms", sentence);
    }

    [Fact]
    public void A_lost_update_names_the_change_that_was_overwritten()
    {
        var model = SmallShop.Model("rows",
        [
            SmallShop.Step(StepKind.Read, "redis", "stock:{key}"),
            SmallShop.Step(StepKind.Write, "redis", "stock:{key}") with { Add = -1 },
        ]);

        var (sentence, _) = Tell(model,
            At(1, StepEventKind.Read, request: 1, replica: 1, step: 1, value: 5),
            At(2, StepEventKind.Wrote, request: 2, replica: 2, step: 2, value: 4),
            At(3, StepEventKind.Wrote, request: 1, replica: 1, step: 2, value: 4) with { Anomaly = Anomaly.LostUpdate });

        Assert.Equal("replica 1 read stock=5 at 1.0 ms, replica 2 wrote stock=4 at 2.0 ms, replica 1 wrote stock=4 at 3.0 ms", sentence);
    }

    [Fact]
    public void A_double_apply_names_both_attempts()
    {
        var (sentence, _) = Tell(SmallShop.Naive,
            At(2100, StepEventKind.Called, request: 1, replica: 1, step: 3, value: 0),
            At(2000, StepEventKind.SentAgain, request: 1, replica: 2, step: 0, value: 0) with { Attempt = 1, Service = -1 },
            At(2200, StepEventKind.Called, request: 1, replica: 2, step: 3, value: 0) with { Attempt = 1, Anomaly = Anomaly.DoubleApply });

        Assert.Equal("the client sent it again at 2000.0 ms, replica 1 called payments at 2100.0 ms, replica 2 called payments at 2200.0 ms once more", sentence);
    }

    [Fact]
    public void A_stale_read_names_the_write_that_the_copy_missed()
    {
        var model = SmallShop.Model("copies",
        [
            SmallShop.Step(StepKind.Read, "redis", "item:{key}"),
            SmallShop.Step(StepKind.Write, "redis", "item:{key}") with { Add = 1 },
            SmallShop.Step(StepKind.Read, "redis", "related:{key}"),
            SmallShop.Step(StepKind.Write, "redis", "related:{key}") with { From = new CellName("redis", "item:{key}") },
        ]);

        var (sentence, _) = Tell(model,
            At(1, StepEventKind.Wrote, request: 1, replica: 1, step: 4, value: 6),
            At(2, StepEventKind.Wrote, request: 2, replica: 2, step: 2, value: 7),
            At(3, StepEventKind.Read, request: 3, replica: 3, step: 3, value: 6) with { Anomaly = Anomaly.StaleRead });

        Assert.Equal("replica 1 wrote related=6 at 1.0 ms, replica 2 wrote item=7 at 2.0 ms, replica 3 still read related=6 at 3.0 ms", sentence);
    }

    [Fact]
    public void A_leaked_hold_names_the_lock_and_the_death_of_its_holder()
    {
        var model = SmallShop.Model("locked", [SmallShop.Step(StepKind.Lock, "redis", "lock:{key}")]);

        var story = Tell(model,
            At(1, StepEventKind.Locked, request: 1, replica: 3, step: 1, value: 0),
            At(7, StepEventKind.Died, request: 1, replica: 3, step: 0, value: 0) with { Anomaly = Anomaly.LeakedHold });

        Assert.Equal(
            ("replica 3 locked lock at 1.0 ms, replica 3 was killed at 7.0 ms, the lock has no lease, so nobody gets it any more", "lock:{key}"),
            story);
    }

    [Fact]
    public void Steps_of_a_called_operation_are_numbered_where_they_are_executed()
    {
        var model = SmallShop.Naive with
        {
            Operations =
            [
                new OperationModel
                {
                    Name = "order",
                    Service = "payments",
                    Steps =
                    [
                        SmallShop.Step(StepKind.Call, "shop", "{operation}") with { Operation = "buy" },
                        SmallShop.Step(StepKind.Write, "redis", "orders:{key}") with { New = true },
                    ],
                },
                .. SmallShop.Naive.Operations,
            ],
        };

        var book = new StepBook(model);

        Assert.Equal(new Boundary("payments", "shop"), book.Of(0, 1)!.Boundary);
        Assert.Equal(new Boundary("shop", "redis"), book.Of(0, 2)!.Boundary);
        Assert.Equal(new Boundary("payments", "redis"), book.Of(0, 6)!.Boundary);
        Assert.Null(book.Of(0, 7));
    }

    private static (string Sentence, string Key) Tell(SystemModel model, params StepEvent[] events) => Story.Of(new StepBook(model), events, events[^1]);

    private static StepEvent At(double milliseconds, StepEventKind kind, int request, int replica, int step, long value) => new()
    {
        Nanoseconds = (long)(milliseconds * 1e6),
        Kind = kind,
        Agent = request,
        Request = request,
        Attempt = 0,
        Service = 0,
        Replica = replica,
        Operation = 0,
        Step = step,
        Boundary = 0,
        Key = 0,
        Value = value,
        Anomaly = null,
    };
}
