using Lab.Chaos.Scenarios;

namespace Lab.Chaos.Predict.Model;

/// <summary>
/// Supposes that every operation holds a lock from its first to its last step that touches a resource:
/// <code>
/// read redis ── check ── call payments ── atomic redis ── write postgres
/// └────────────── lock redis lock:{key} ────────────┘
/// </code>
/// The lock has no lease: what is asked is whether exclusion would help, not whether a lease would be long enough.
/// </summary>
internal static class LockAround
{
    /// <param name="model">Left as it is.</param>
    /// <param name="at">The lock; its resource is what the operations touch.</param>
    public static SystemModel Put(SystemModel model, CellName at)
    {
        var holders = Holders(model, at.Resource);
        OperationModel[] operations = [.. model.Operations.Select(operation => holders.Contains(operation.Name) ? Locked(model, operation, at) : operation)];
        var held = operations.Where(operation => holders.Contains(operation.Name)).Select(operation => new Boundary(operation.Service, at.Resource));

        return model with { Operations = operations, Boundaries = [.. model.Boundaries.Concat(held).Distinct()] };
    }

    // Those whose own steps touch it. Where one of them calls another, which would take the lock a second time, those that clients send.
    private static HashSet<string> Holders(SystemModel model, string resource)
    {
        OperationModel[] touching = [.. model.Operations.Where(operation => operation.Steps.Any(step => Touches(model, step, resource, follow: false)))];
        HashSet<string> names = [.. touching.Select(operation => operation.Name)];
        if (!touching.SelectMany(operation => Called(model, operation.Steps)).Any(called => names.Contains(called.Name)))
        {
            return names;
        }

        HashSet<string> inner = [.. model.Operations.SelectMany(operation => Called(model, operation.Steps)).Select(called => called.Name)];

        return
        [
            .. model.Operations
                .Where(operation => !inner.Contains(operation.Name) && operation.Steps.Any(step => Touches(model, step, resource, follow: true)))
                .Select(operation => operation.Name),
        ];
    }

    private static OperationModel Locked(SystemModel model, OperationModel operation, CellName at)
    {
        bool[] touches = [.. operation.Steps.Select(step => Touches(model, step, at.Resource, follow: true))];
        int first = Array.IndexOf(touches, true);
        int last = Array.LastIndexOf(touches, true);
        Step held = new() { Kind = StepKind.Lock, Resource = at.Resource, Key = at.Key, Steps = [.. operation.Steps.Take(first..(last + 1))] };

        return operation with { Steps = [.. operation.Steps.Take(first), held, .. operation.Steps.Skip(last + 1)] };
    }

    private static bool Touches(SystemModel model, Step step, string resource, bool follow) =>
        step.Resource == resource
        || step.Steps.Any(inner => Touches(model, inner, resource, follow))
        || (follow && Called(model, [step]).Any(called => called.Steps.Any(inner => Touches(model, inner, resource, follow))));

    /// <summary>Operations that the steps call, directly or through others.</summary>
    private static IEnumerable<OperationModel> Called(SystemModel model, IReadOnlyList<Step> steps) => steps.SelectMany(step =>
        Called(model, step.Steps).Concat(model.Operations.Where(operation => operation.Name == step.Operation)
            .SelectMany(operation => Called(model, operation.Steps).Prepend(operation))));
}
