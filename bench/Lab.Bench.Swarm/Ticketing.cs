using Lab.Chaos.Predict.Model;
using Lab.Chaos.Scenarios;

namespace Lab.Bench.Swarm;

/// <summary>The two ways to sell that differ most in what the swarm has to do: a naive count, and one row lock for all.</summary>
internal static class Ticketing
{
    public static SystemModel Naive => Of(
        Step(StepKind.Read, "redis", "stock:{key}"),
        Check("redis", "stock:{key}"),
        Step(StepKind.Call, "payments", "{operation}"),
        Step(StepKind.Atomic, "redis", "stock:{key}") with { Add = -1 },
        Order);

    public static SystemModel RowLock => Of(Step(StepKind.Transaction, "postgres", "events:{key}") with
    {
        Steps =
        [
            Step(StepKind.Read, "postgres", "events:{key}") with { ForUpdate = true },
            Check("postgres", "events:{key}"),
            Step(StepKind.Call, "payments", "{operation}"),
            Step(StepKind.Write, "postgres", "events:{key}") with { Add = -1 },
            Order,
        ],
    });

    private static Step Order => Step(StepKind.Write, "postgres", "orders:{operation}") with { New = true, Idempotent = true };

    private static Step Step(StepKind kind, string resource, string key) => new() { Kind = kind, Resource = resource, Key = key };

    private static Step Check(string resource, string key) => Step(StepKind.Check, resource, key) with { Holds = new Guard(Relation.AtLeast, 1) };

    private static SystemModel Of(params Step[] steps) => new()
    {
        Scenario = "ticketing",
        Variant = null,
        Services = [Service("inventory", ServiceKind.Http, 3), Service("redis", ServiceKind.Redis, 1), Service("payments", ServiceKind.Http, 1), Service("postgres", ServiceKind.Postgres, 1)],
        Operations = [new OperationModel { Name = "buy", Service = "inventory", Steps = steps }],
        Swarm = new SwarmModel(),
        Volley = new VolleyModel(50, 200, TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(30)),
        Incidents = [],
        Boundaries = [new Boundary("inventory", "redis"), new Boundary("inventory", "payments"), new Boundary("inventory", "postgres")],
    };

    private static ServiceModel Service(string name, ServiceKind kind, int replicas) => new()
    {
        Name = name,
        Kind = kind,
        Replicas = replicas,
        Latency = new Known<Latency>(AssumedNumbers.Latency(kind), Origin.Assumed),
        Cpu = new Known<TimeSpan>(AssumedNumbers.Cpu(kind), Origin.Assumed),
        Concurrency = null,
        Quota = null,
    };
}
