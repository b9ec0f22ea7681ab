using Lab.Chaos.Predict.Model;
using Lab.Chaos.Scenarios;

namespace Lab.Chaos.Tests.Predict.Hazards;

/// <summary>For each hazard the smallest operation that has it, and the nearest that has not.</summary>
internal static class HazardTwins
{
    private static readonly Step Read = SmallShop.Step(StepKind.Read, "redis", "stock:{key}");
    private static readonly Step Check = SmallShop.Step(StepKind.Check, "redis", "stock:{key}") with { Holds = new Guard(Relation.AtLeast, 1) };
    private static readonly Step Take = SmallShop.Step(StepKind.Atomic, "redis", "stock:{key}") with { Add = -1 };
    private static readonly Step Charge = SmallShop.Step(StepKind.Call, "payments", "{operation}") with { Applies = true };
    private static readonly Step Note = SmallShop.Step(StepKind.Write, "redis", "note:{key}") with { Set = 1 };

    public static IReadOnlyDictionary<string, Twins> All => new Dictionary<string, Twins>
    {
        ["read-then-write"] = new(
            Of(Read, Check, Take),
            Of(Read, Check, Take with { Holds = new Guard(Relation.AtLeast, 1) }),
            "shop -> redis [1, 2, 3] buy reads stock:{key} of redis, checks that, and changes stock:{key} of redis later; "
                + "between the two another request can do the same, and both are let through."),
        ["lock-without-fencing"] = new(
            Of(Lock(TimeSpan.FromSeconds(1), Note)),
            Of(Lock(TimeSpan.FromSeconds(1), Note) with { Fencing = true }),
            "shop -> redis [1, 2] buy holds lock:{key} of redis for 1000 ms at most; if it takes longer, another holds it too, "
                + "and nothing refuses the first when it changes note:{key} of redis."),
        ["lock-without-lease"] = new(
            Of(Lock(null, Note)),
            Of(Lock(TimeSpan.FromSeconds(1), Note)),
            "shop -> redis [1] buy holds lock:{key} of redis without a lease; if a replica of shop dies meanwhile, nobody gets it again."),
        ["retry-without-idempotency"] = new(
            SentAgain(Of(Read, Charge)),
            SentAgain(Of(Read, Charge with { Idempotent = true })),
            "shop -> payments [2] buy is sent again when no reply comes in time, and each time calls payments; no idempotency key stops the second."),
        ["invalidation-after-write"] = new(
            Of(Note, SmallShop.Step(StepKind.Invalidate, "redis", "list:{key}")),
            Of(Transaction(Note, SmallShop.Step(StepKind.Invalidate, "redis", "list:{key}"))),
            "shop -> redis [1, 2] buy changes note:{key} of redis and only then drops list:{key} of redis; "
                + "who reads both in between has the new one with the old one."),
        ["dual-write"] = new(
            Of(Note, Note with { Resource = "postgres" }),
            Of(Note, Note with { Key = "other:{key}" }),
            "shop -> redis [1, 2] buy changes note:{key} of redis and later changes note:{key} of postgres; a crash in between leaves one without the other."),
        ["shared-writers"] = new(
            Of(Note),
            Of(Note with { Key = "note:{operation}" }),
            "shop -> redis [1] note:{key} of redis is changed by 3 replicas of shop."),
        ["unbounded-fan-in"] = new(
            Of(Read),
            Limited(Of(Read)),
            "shop -> redis [1] Nothing limits how many requests the 3 replicas of shop have open at the one redis."),
    };

    public static SystemModel Of(params IReadOnlyList<Step> steps)
    {
        var shop = SmallShop.Model("twin", steps);
        return shop with
        {
            Services = [.. shop.Services, shop.Services[1] with { Name = "postgres", Kind = ServiceKind.Postgres }],
            Boundaries = [.. shop.Boundaries, new Boundary("shop", "postgres")],
        };
    }

    public static Step Lock(TimeSpan? lease, params IReadOnlyList<Step> inside) =>
        SmallShop.Step(StepKind.Lock, "redis", "lock:{key}") with { Lease = lease, Steps = inside };

    public static Step Transaction(params IReadOnlyList<Step> inside) =>
        SmallShop.Step(StepKind.Transaction, "redis", "stock:{key}") with { Steps = inside };

    private static SystemModel SentAgain(SystemModel model) => model with
    {
        Operations = [.. model.Operations.Select(operation => operation with { Retry = new RetryModel(TimeSpan.FromSeconds(1), 2) })],
    };

    private static SystemModel Limited(SystemModel model) => model with
    {
        Services = [.. model.Services.Select(service => service.Name == "shop" ? service with { Concurrency = 40 } : service)],
    };
}

/// <param name="With">Has the hazard.</param>
/// <param name="Without">Has it not, and differs in one thing.</param>
/// <param name="Found">Boundary, step numbers and sentence of what is found.</param>
internal sealed record Twins(SystemModel With, SystemModel Without, string Found);
