using Lab.Chaos.Predict.Model;
using Lab.Chaos.Predict.Swarm;
using Lab.Chaos.Scenarios;

namespace Lab.Chaos.Predict.Questions;

/// <summary>
/// Finds the step that an event tells of. Steps are numbered within an operation, depth-first from 1, those of a called operation
/// included where they are executed:
/// <code>
/// 1 call inventory, operation reserve
/// 2   read stock                        executed by inventory
/// 3 write order                         executed by checkout again
/// </code>
/// </summary>
internal sealed class StepBook(SystemModel model)
{
    private readonly IReadOnlyList<PlacedStep>[] _operations =
        [.. model.Operations.Select(operation => (IReadOnlyList<PlacedStep>)[.. Placed(model, operation.Service, operation.Steps)])];

    public SystemModel Model => model;

    /// <summary>Null where no step is concerned.</summary>
    public PlacedStep? Of(StepEvent happened) => Of(happened.Operation, happened.Step);

    public PlacedStep? Of(int operation, int step) =>
        operation >= 0 && step >= 1 && step <= _operations[operation].Count ? _operations[operation][step - 1] : null;

    /// <summary>Steps executed at a boundary, over all operations.</summary>
    public IEnumerable<PlacedStep> At(Boundary boundary) => _operations.SelectMany(steps => steps).Where(step => step.Boundary == boundary);

    /// <summary><c>replica 2</c> where the service has several, else its name.</summary>
    public string Replica(StepEvent happened) => happened.Service switch
    {
        < 0 => "the client",
        var service when model.Services[service].Replicas > 1 => $"replica {happened.Replica}",
        var service => model.Services[service].Name,
    };

    /// <summary><c>inventory-2</c>, as the control API names it; the service alone where it has one replica.</summary>
    public string FullReplica(int service, int replica) =>
        model.Services[service].Replicas > 1 ? $"{model.Services[service].Name}-{replica}" : model.Services[service].Name;

    private static IEnumerable<PlacedStep> Placed(SystemModel model, string service, IReadOnlyList<Step> steps)
    {
        foreach (var step in steps)
        {
            yield return new PlacedStep(step, service);
            var called = step.Operation is { } name ? model.Operations.FirstOrDefault(operation => operation.Name == name) : null;
            var inner = called is null ? Placed(model, service, step.Steps) : Placed(model, called.Service, called.Steps);
            foreach (var placed in inner)
            {
                yield return placed;
            }
        }
    }
}

/// <summary>A step and the service that executes it.</summary>
internal sealed record PlacedStep(Step Step, string Service)
{
    public Boundary Boundary => new(Service, Step.Resource);

    public CellName Cell => new(Step.Resource, Step.Key);

    /// <summary>For people: <c>stock</c> of <c>stock:{key}</c>; the resource where the template begins with a placeholder.</summary>
    public string Noun => NounOf(Cell);

    public static string NounOf(CellName cell) =>
        cell.Key.Split('{')[0].TrimEnd(':', '/', '-', '_', '.', ' ') is { Length: > 0 } noun ? noun : cell.Resource;
}
