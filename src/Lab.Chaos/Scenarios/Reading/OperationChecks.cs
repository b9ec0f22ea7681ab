using Lab.Chaos.Scenarios.Yaml;

namespace Lab.Chaos.Scenarios.Reading;

/// <summary>What only shows when an operation is read as a program: what it uses must have been read, and calls must come to an end.</summary>
internal sealed class OperationChecks(Scenario scenario, Section file)
{
    public void Check()
    {
        CheckCycles(
            scenario.Services.ToDictionary(service => service.Name, service => service.Calls),
            cycle => file["services"]!.Wrong($"Services call each other in a circle: {cycle}. Take one of the calls out; what comes back to its caller never ends."));
        CheckProgram(scenario.Operations, file["operations"]);
        foreach (Variant variant in scenario.Variants.Where(variant => variant.Operations.Count > 0))
        {
            IReadOnlyList<OperationModel> own = variant.Operations;
            CheckProgram([.. scenario.Operations.Where(operation => own.All(other => other.Name != operation.Name)), .. own], file["variants"]?.Find(variant.Name)?.Find("operations"));
        }
    }

    // Every operation is checked with those that it would run with, but reported only where it is written.
    private static void CheckProgram(IReadOnlyList<OperationModel> operations, Field? section)
    {
        if (section is null)
        {
            return;
        }

        foreach (OperationModel operation in operations.Where(operation => section.Find(operation.Name) is not null))
        {
            Field steps = section.Find(operation.Name)!.Find("steps") ?? section;
            CheckSteps(operation, operation.Steps, steps, [], inTransaction: false);
            foreach ((Step call, Field place) in Calls(operation.Steps, steps))
            {
                CheckCall(call, place, operations);
            }
        }

        CheckCycles(
            operations.ToDictionary(operation => operation.Name, operation => Called(operation.Steps)),
            cycle => section.Wrong($"Operations call each other in a circle: {cycle}. Take one of the calls out; what comes back to its caller never ends."));
    }

    private static void CheckSteps(OperationModel operation, IReadOnlyList<Step> steps, Field list, HashSet<CellName> read, bool inTransaction)
    {
        if (steps.Count != Places(list).Count())
        {
            return; // Some could not be read, which is reported; what they read is not known.
        }

        foreach ((Step step, Field place) in steps.Zip(Places(list)))
        {
            CellName cell = new(step.Resource, step.Key);
            CellName? needed = step switch
            {
                { Kind: StepKind.Check } or { Kind: StepKind.Write, Add: not null } or { Kind: StepKind.Atomic, Version: true } => cell,
                { Kind: StepKind.Write, From: { } source } => source,
                _ => null,
            };
            if (needed is not null && !read.Contains(needed))
            {
                place.Wrong($"'{place.Path}' {Uses(step)} '{needed}', which no earlier step of '{operation.Name}' reads. {Mend(step, needed)}");
            }

            if (step is { Kind: StepKind.Read, ForUpdate: true } && !inTransaction)
            {
                place.Wrong($"'{place.Path}' locks a row for update outside a transaction, where the lock ends at once. Put it into a transaction.");
            }

            if (step.Kind == StepKind.Read)
            {
                read.Add(cell);
            }

            if (step.Steps.Count > 0 && place.Find(step.Kind == StepKind.Read ? "miss" : "steps") is { } inner)
            {
                CheckSteps(operation, step.Steps, inner, read, inTransaction || step.Kind == StepKind.Transaction);
            }
        }
    }

    private static string Uses(Step step) => step.Kind switch
    {
        StepKind.Check => "checks",
        StepKind.Write when step.From is not null => "copies",
        StepKind.Write => "writes a value made from",
        _ => "compares the version of",
    };

    private static string Mend(Step step, CellName needed) => step is { Kind: StepKind.Write, From: null }
        ? $"Read it first, or say what is written: new: true for a row of its own, set: 0 for a constant."
        : $"Add before it: - read: {{ resource: {needed.Resource}, key: \"{needed.Key}\" }}";

    private static void CheckCall(Step call, Field place, IReadOnlyList<OperationModel> operations)
    {
        OperationModel? called = operations.FirstOrDefault(operation => operation.Name == call.Operation);
        if (called is null)
        {
            place.Wrong($"Unknown operation '{call.Operation}' in '{place.Path}'. {Suggest.Among(call.Operation!, operations.Select(operation => operation.Name))}");
        }
        else if (called.Service != call.Resource)
        {
            place.Wrong($"'{place.Path}' calls '{call.Operation}' at '{call.Resource}', but '{called.Service}' executes it. Write resource: {called.Service}.");
        }
    }

    private static IEnumerable<(Step Step, Field Place)> Calls(IReadOnlyList<Step> steps, Field list) =>
        steps.Zip(Places(list)).SelectMany(pair =>
            pair.First.Operation is not null ? [pair]
            : pair.Second.Find(pair.First.Kind == StepKind.Read ? "miss" : "steps") is { } inner ? Calls(pair.First.Steps, inner)
            : []);

    // Of each step the mapping under its kind. Steps that could not be read are reported, and then nothing else is checked.
    private static IEnumerable<Field> Places(Field list) =>
        list.Node is not YamlList ? []
        : list.Items("").Select(item => item.Node is YamlMap { Entries: [var only] } ? item.Find(only.Key.Text) : null).OfType<Field>();

    private static IReadOnlyList<string> Called(IReadOnlyList<Step> steps) =>
        [.. steps.SelectMany(step => Called(step.Steps).Concat(step.Operation is { } operation ? [operation] : []))];

    private static void CheckCycles(IReadOnlyDictionary<string, IReadOnlyList<string>> calls, Action<string> report)
    {
        HashSet<string> done = [];
        foreach (string start in calls.Keys)
        {
            if (Cycle(start, calls, [], done) is { } cycle)
            {
                report(string.Join(" -> ", cycle));
                return;
            }
        }
    }

    private static IEnumerable<string>? Cycle(string at, IReadOnlyDictionary<string, IReadOnlyList<string>> calls, List<string> path, HashSet<string> done)
    {
        if (path.Contains(at))
        {
            return path.SkipWhile(name => name != at).Append(at);
        }

        if (!done.Add(at) || !calls.TryGetValue(at, out IReadOnlyList<string>? next))
        {
            return null;
        }

        path.Add(at);
        IEnumerable<string>? found = next.Select(name => Cycle(name, calls, path, done)).FirstOrDefault(cycle => cycle is not null)?.ToList();
        path.RemoveAt(path.Count - 1);

        return found;
    }
}
