using Lab.Chaos.Predict.Model;
using Lab.Chaos.Scenarios;

namespace Lab.Chaos.Predict.Hazards;

/// <summary>
/// A system as hazards look at it: the operations that clients send, each as one flat list of numbered steps, those of called operations
/// included where they are executed.
/// <code>
/// 1 lock redis lock:{key}
/// 2   read postgres rooms:{key}        inside 1
/// 3   call inventory, operation reserve
/// 4     write postgres rooms:{key}     executed by inventory, inside 1
/// </code>
/// </summary>
internal sealed class ProgramView
{
    public ProgramView(SystemModel model)
    {
        HashSet<string> called = [.. model.Operations.SelectMany(operation => Called(operation.Steps))];
        Model = model;
        Operations = [.. model.Operations.Where(operation => !called.Contains(operation.Name)).Select(operation => new OperationView(operation, Flat(operation)))];
    }

    public SystemModel Model { get; }

    public IReadOnlyList<OperationView> Operations { get; }

    public ServiceModel Service(string name) => Model.Services.First(service => service.Name == name);

    private List<NumberedStep> Flat(OperationModel operation)
    {
        List<NumberedStep> flat = [];
        Add(operation.Service, operation.Steps, []);

        return flat;

        void Add(string service, IReadOnlyList<Step> steps, IReadOnlyList<NumberedStep> inside)
        {
            foreach (var step in steps)
            {
                NumberedStep numbered = new() { Number = flat.Count + 1, Step = step, Service = service, Inside = inside };
                flat.Add(numbered);
                Add(service, step.Steps, step.Kind is StepKind.Lock or StepKind.Transaction ? [.. inside, numbered] : inside);
                if (Model.Operations.FirstOrDefault(other => other.Name == step.Operation) is { } called)
                {
                    // Another service has no part in the caller's transaction; a lock is held wherever the work is done.
                    Add(called.Service, called.Steps, [.. inside.Where(block => block.Step.Kind == StepKind.Lock)]);
                }
            }
        }
    }

    private static IEnumerable<string> Called(IReadOnlyList<Step> steps) =>
        steps.SelectMany(step => Called(step.Steps).Concat(step.Operation is { } operation ? [operation] : []));
}

/// <summary>An operation that clients send, and all its steps in program order.</summary>
internal sealed record OperationView(OperationModel Model, IReadOnlyList<NumberedStep> Steps)
{
    public string Name => Model.Name;

    public IEnumerable<NumberedStep> Before(NumberedStep step) => Steps.Take(step.Number - 1);

    public IEnumerable<NumberedStep> After(NumberedStep step) => Steps.Skip(step.Number);

    public IEnumerable<NumberedStep> In(NumberedStep block) => Steps.Where(step => step.Inside.Contains(block));
}
