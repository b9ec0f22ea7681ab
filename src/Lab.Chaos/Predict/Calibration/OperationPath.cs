using Lab.Chaos.Predict.Model;
using Lab.Chaos.Scenarios;

namespace Lab.Chaos.Predict.Calibration;

/// <summary>One step that takes time.</summary>
/// <param name="From">Service that executes it.</param>
/// <param name="To">Service or resource that answers.</param>
/// <param name="Changes">Whether something is changed there.</param>
internal readonly record struct Hop(string From, string To, bool Changes);

/// <summary>The steps that a request goes through when nothing is in its way, and those of one that the first guard refuses.</summary>
/// <param name="Service">Executes the operation.</param>
/// <param name="Accepted">From the first step to the last.</param>
/// <param name="Refused">Up to the first guard; as long as <paramref name="Accepted"/> when there is none.</param>
internal sealed record OperationPath(string Service, IReadOnlyList<Hop> Accepted, IReadOnlyList<Hop> Refused)
{
    /// <summary>Steps that only an accepted request executes.</summary>
    public IEnumerable<Hop> After => Accepted.Skip(Refused.Count);

    /// <summary>Of the operation that a volley sends: the first with the largest weight.</summary>
    public static OperationPath Of(SystemModel model)
    {
        var operation = model.Operations.MaxBy(operation => operation.Weight)!;
        List<Hop> hops = [];
        int? refused = null;
        Walk(model, operation.Service, operation.Steps, hops, ref refused);
        return new OperationPath(operation.Service, hops, [.. hops.Take(refused ?? hops.Count)]);
    }

    /// <summary>How often a service is charged its processor time of one step: where it executes, and where it answers.</summary>
    public static int Uses(IEnumerable<Hop> hops, string service) => hops.Sum(hop => (hop.From == service ? 1 : 0) + (hop.To == service ? 1 : 0));

    private static void Walk(SystemModel model, string service, IReadOnlyList<Step> steps, List<Hop> hops, ref int? refused)
    {
        foreach (var step in steps)
        {
            var changes = step.Kind is StepKind.Write or StepKind.Atomic or StepKind.Invalidate or StepKind.Transaction or StepKind.Lock;
            var hop = new Hop(service, step.Resource, changes);
            switch (step.Kind)
            {
                case StepKind.Check:
                    refused ??= hops.Count;
                    break;
                case StepKind.Transaction:
                    Walk(model, service, step.Steps, hops, ref refused);
                    hops.Add(hop);
                    break;
                case StepKind.Lock:
                    hops.Add(hop);
                    Walk(model, service, step.Steps, hops, ref refused);
                    hops.Add(hop);
                    break;
                case StepKind.Call when step.Operation is { } name:
                    hops.Add(hop);
                    var inner = model.Operations.First(operation => operation.Name == name);
                    Walk(model, inner.Service, inner.Steps, hops, ref refused);
                    break;
                default:
                    hops.Add(hop);   // a read's inner steps are done on a miss only
                    refused ??= step is { Kind: StepKind.Atomic, Holds: not null } ? hops.Count : null;
                    break;
            }
        }
    }
}
