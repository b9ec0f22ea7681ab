using Lab.Chaos.Cli;
using Lab.Chaos.Predict.Forecasts;
using Lab.Chaos.Predict.Model;
using Lab.Chaos.Scenarios;
using Lab.Contracts;

namespace Lab.Chaos.Tests.Predict;

/// <summary>Three replicas of a shop that sell from one count in Redis: check-then-act, or one indivisible step.</summary>
internal static class SmallShop
{
    public static readonly Boundary Cache = new("shop", "redis");

    public static readonly Boundary Payments = new("shop", "payments");

    public static SystemModel Naive => Model("naive",
    [
        Step(StepKind.Read, "redis", "stock:{key}"),
        Step(StepKind.Check, "redis", "stock:{key}") with { Holds = new Guard(Relation.AtLeast, 1) },
        Step(StepKind.Call, "payments", "{operation}"),
        Step(StepKind.Atomic, "redis", "stock:{key}") with { Add = -1 },
    ]);

    /// <summary>Idempotent too, because some agents give up waiting and send again.</summary>
    public static SystemModel Atomic => Model("atomic",
    [
        Step(StepKind.Call, "payments", "{operation}"),
        Step(StepKind.Atomic, "redis", "stock:{key}") with { Add = -1, Holds = new Guard(Relation.AtLeast, 1), Idempotent = true },
    ]);

    public static PredictionPlan Plan => new() { Seed = new Seed(7), Agents = 300, Cycles = 60, Volleys = 60 };

    public static SystemModel Model(string variant, IReadOnlyList<Step> steps) => new()
    {
        Scenario = "small-shop",
        Variant = variant,
        Services =
        [
            Service("shop", ServiceKind.Http, replicas: 3, milliseconds: 1),
            Service("redis", ServiceKind.Redis, replicas: 1, milliseconds: 0.2),
            Service("payments", ServiceKind.Http, replicas: 1, milliseconds: 2),
        ],
        Operations = [new OperationModel { Name = "buy", Service = "shop", Steps = steps }],
        Swarm = new SwarmModel { Keys = 20 },
        Volley = new VolleyModel(Stock: 5, Requests: 20, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(30)),
        Incidents = [],
        Boundaries = [Cache, Payments],
    };

    public static Step Step(StepKind kind, string resource, string key) => new() { Kind = kind, Resource = resource, Key = key };

    private static ServiceModel Service(string name, ServiceKind kind, int replicas, double milliseconds) => new()
    {
        Name = name,
        Kind = kind,
        Replicas = replicas,
        Latency = new(new(TimeSpan.FromMilliseconds(milliseconds), TimeSpan.FromMilliseconds(milliseconds * 4)), Origin.Given),
        Cpu = new(TimeSpan.FromMilliseconds(0.05), Origin.Assumed),
        Concurrency = null,
        Quota = null,
    };
}

/// <summary>Progress that nobody looks at.</summary>
internal sealed class NoProgress : IProgressView
{
    public IStage Begin(string title, int total) => new Stage();

    private sealed class Stage : IStage
    {
        public void Say(string words)
        {
        }

        public void Advance(string words)
        {
        }

        public void Dispose()
        {
        }
    }
}
