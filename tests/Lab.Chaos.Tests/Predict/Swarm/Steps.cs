using Lab.Chaos.Scenarios;

namespace Lab.Chaos.Tests.Predict.Swarm;

/// <summary>Steps as short as they are in a scenario file. Keys are shared by all requests unless a name says otherwise.</summary>
internal static class Steps
{
    /// <summary>The ticketing classic: read, check, pay (10 ms), take one.</summary>
    public static Step[] Naive => [Read("redis"), Check("redis"), Call("payments"), Atomic("redis")];

    public static Step Read(string resource, params Step[] miss) => Of(StepKind.Read, resource) with { Steps = miss };

    public static Step ReadForUpdate(string resource) => Of(StepKind.Read, resource) with { ForUpdate = true };

    public static Step Check(string resource, Relation relation = Relation.AtLeast, long operand = 1) =>
        Of(StepKind.Check, resource) with { Holds = new Guard(relation, operand) };

    public static Step Call(string resource) => Of(StepKind.Call, resource);

    public static Step Charge(bool idempotent = false) => Of(StepKind.Call, "payments") with { Applies = true, Idempotent = idempotent };

    public static Step CallOperation(string service, string operation) => Of(StepKind.Call, service) with { Operation = operation };

    public static Step Atomic(string resource, long add = -1) => Of(StepKind.Atomic, resource) with { Add = add };

    public static Step Guarded(string resource) => Atomic(resource) with { Holds = new Guard(Relation.AtLeast, 1) };

    public static Step IfUnchanged(string resource) => Atomic(resource) with { Version = true };

    public static Step Write(string resource, long add = -1) => Of(StepKind.Write, resource) with { Add = add };

    public static Step Row(string resource) => Of(StepKind.Write, resource) with { New = true };

    public static Step OwnRow(string resource, bool idempotent = false) =>
        Row(resource) with { Key = "order:{operation}", Idempotent = idempotent };

    public static Step Copy(string resource, string from) => Of(StepKind.Write, resource) with { From = new CellName(from, "item:{key}") };

    public static Step Invalidate(string resource) => Of(StepKind.Invalidate, resource);

    public static Step Lock(params Step[] steps) => Of(StepKind.Lock, "redis") with { Key = "lock:{key}", Steps = steps };

    public static Step Lease(double milliseconds, params Step[] steps) => Lock(steps) with { Lease = TimeSpan.FromMilliseconds(milliseconds) };

    public static Step Transaction(params Step[] steps) => Of(StepKind.Transaction, "postgres") with { Steps = steps };

    public static Step Serializable(params Step[] steps) => Transaction(steps) with { Isolation = Isolation.Serializable };

    private static Step Of(StepKind kind, string resource) => new() { Kind = kind, Resource = resource, Key = "item:{key}" };
}
