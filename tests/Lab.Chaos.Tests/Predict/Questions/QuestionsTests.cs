using Lab.Chaos.Predict.Forecasts;
using Lab.Chaos.Predict.Model;
using Lab.Chaos.Predict.Questions;
using Lab.Chaos.Predict.Swarm;
using Lab.Chaos.Scenarios;
using Lab.Contracts;

namespace Lab.Chaos.Tests.Predict.Questions;

/// <summary>Questions are answered by living through the same world again.</summary>
public sealed class QuestionsTests
{
    private static readonly StepBook Book = new(SmallShop.Naive);

    [Fact]
    public void An_agents_diary_tells_what_it_did_in_order_and_is_the_same_when_asked_again()
    {
        var plan = SmallShop.Plan with { Cycles = 600 };   // long enough for everybody to have had a turn

        var diary = Diary.Of(Book, Worlds(SmallShop.Naive), plan, 11);

        Assert.NotEmpty(diary.Entries);
        Assert.Equal(diary.Entries.OrderBy(entry => entry.Nanoseconds), diary.Entries);
        Assert.Contains(diary.Entries, entry => entry.What.StartsWith("read stock=", StringComparison.Ordinal));
        Assert.Equal(diary.Entries, Diary.Of(Book, Worlds(SmallShop.Naive), plan, 11).Entries);
    }

    [Fact]
    public void An_agent_that_is_not_there_is_named_with_those_that_are()
    {
        var problem = Assert.Throws<LabException>(() => Diary.Of(Book, Worlds(SmallShop.Naive), SmallShop.Plan, 300));

        Assert.Equal("--agent is 300; the crowd has agents 0 to 299. Example: --agent 150.", problem.Message);
    }

    [Fact]
    public void A_replicas_log_tells_its_locks_and_its_deaths()
    {
        var model = SmallShop.Naive with
        {
            Operations =
            [
                SmallShop.Naive.Operations[0] with
                {
                    Steps = [SmallShop.Step(StepKind.Lock, "redis", "lock:{key}") with { Lease = TimeSpan.FromSeconds(1), Steps = SmallShop.Naive.Operations[0].Steps }],
                },
            ],
            Swarm = SmallShop.Naive.Swarm with { Restarts = new Dictionary<string, RestartModel> { ["shop"] = new RestartModel(TimeSpan.FromSeconds(2)) } },
        };
        var plan = SmallShop.Plan with { Cycles = 2_000 };

        var log = ReplicaLog.Of(new StepBook(model), Worlds(model), plan, "shop-2");

        Assert.Equal("shop-2", log.Replica);
        Assert.InRange(log.MostAtOnce, 1, log.Attempts);
        Assert.Contains(log.Holds, held => held.What.StartsWith("held the lock lock of key ", StringComparison.Ordinal) && held.To > held.From);
        Assert.Contains(log.Holds, held => held.What == "was gone, killed");
    }

    [Fact]
    public void Replica_2_is_that_of_the_service_with_the_most_replicas()
    {
        Assert.Equal("shop-2", ReplicaLog.Of(Book, Worlds(SmallShop.Naive), SmallShop.Plan, "replica-2").Replica);
    }

    [Theory]
    [InlineData("shop-4", "Unknown replica 'shop-4' in scenario 'small-shop'. Known: payments, redis, shop-1, shop-2, shop-3. Did you mean 'shop-1'?")]
    [InlineData("till-9", "Unknown replica 'till-9' in scenario 'small-shop'. Known: payments, redis, shop-1, shop-2, shop-3.")]
    public void A_replica_that_is_not_there_is_named_with_those_that_are(string name, string message)
    {
        var problem = Assert.Throws<LabException>(() => ReplicaLog.Of(Book, Worlds(SmallShop.Naive), SmallShop.Plan, name));

        Assert.Equal(message, problem.Message);
    }

    [Fact]
    public void A_boundary_that_is_not_there_is_named_with_the_one_that_was_meant()
    {
        var problem = Assert.Throws<LabException>(() => BoundaryQuestion.Check(SmallShop.Naive, "shop->reddis"));

        Assert.Equal(
            "Unknown boundary 'shop->reddis' in scenario 'small-shop'. Known: shop -> payments, shop -> redis. Did you mean 'shop -> redis'?",
            problem.Message);
    }

    private static ParallelWorlds Worlds(SystemModel model) => new(CompiledSystem.Compile(model), SmallShop.Plan.Seed, 1, CancellationToken.None);
}
