using Lab.Chaos.Scenarios.Reading;
using Lab.Chaos.Scenarios.Yaml;
using Lab.Contracts;

namespace Lab.Chaos.Scenarios;

/// <summary>
/// Reads scenario.yaml, strictly: what it does not understand is a problem and never ignored, and all problems are told at once.
/// <code>
/// text -> YamlComposer -> nodes with places -> one reader a section -> CrossChecks -> Scenario
///                              every step adds to the same Problems, thrown once at the end
/// </code>
/// </summary>
internal static class ScenarioReader
{
    /// <summary>Reads a file that messages name as given.</summary>
    /// <exception cref="LabException">The file is missing, or has problems: each with its line, column and mend.</exception>
    public static Scenario Read(string path) => Read(new SourceFile(path, path));

    /// <summary>Reads a file that <see cref="ScenarioCatalog"/> has found.</summary>
    /// <exception cref="LabException">The file is missing, or has problems: each with its line, column and mend.</exception>
    public static Scenario Read(SourceFile file)
    {
        Problems problems = new();
        Field? root = Documents.Open(file, "scenarios/ticketing/scenario.yaml", problems);
        Section? section = root?.Section(Grammar.Scenario);
        Scenario? scenario = section is null ? null : Assemble(section, file);
        if (scenario is not null)
        {
            CrossChecks.Check(section!, scenario);
            new OperationChecks(scenario, section!).Check();
        }

        problems.ThrowIfAny();

        return scenario!;
    }

    /// <summary>Null only after a problem; then nobody sees the rest.</summary>
    private static Scenario? Assemble(Section file, SourceFile source)
    {
        int before = file.Whole.Problems.Count;
        var (services, book) = ServicesReader.Read(file["services"]);
        bool boundariesKnown = file.Whole.Problems.Count == before;
        StateReader stateReader = new(book);
        IReadOnlyList<StateQuery> state = stateReader.Read(file["state"]);
        bool stateKnown = ((file["state"]?.Node as YamlMap)?.Entries.Count ?? 0) == state.Count;
        Target? target = TargetReader.Read(file["target"], book);
        Workload? workload = new WorkloadReader(book).Read(file["workload"]);
        IReadOnlyList<OperationModel> operations = new OperationsReader(book).Read(file["operations"]);
        StateColumns columns = StateColumns.Of(state, stateKnown);
        FaultFiles faults = new(book, source);
        Scenario scenario = new()
        {
            Name = Name(file["scenario"]),
            Description = file["description"]?.Text() ?? "",
            Folder = Path.GetDirectoryName(source.Path) ?? "",
            Target = target!,
            Services = services,
            Operations = operations,
            Swarm = new SwarmReader(book).Read(file["swarm"]),
            Workload = workload!,
            Fuzz = new FuzzReader(book).Read(file["fuzz"]),
            State = state,
            Records = stateReader.ReadRecords(file["records"]),
            Invariants = new InvariantsReader(columns, file["records"] is not null, workload?.Outcomes?.Fail ?? [], [.. Seen(workload)])
                .Read(file["invariants"]),
            Variants = new VariantsReader(book, operations).Read(file["variants"]),
            Conditions = new ConditionsReader(book, faults).Read(file["conditions"]),
            Break = new BreakReader(faults).Read(file["break"]),
            Incidents = new IncidentsReader(book, boundariesKnown ? services : null).Read(file["incidents"], source),
        };

        return target is null || workload is null ? null : scenario;
    }

    private static IEnumerable<string> Seen(Workload? workload) => workload is null
        ? []
        : workload.Mix.Select(mixed => mixed.Request).Prepend(workload.Request).SelectMany(request => request.Seen.Keys).Distinct();

    private static string Name(Field? field)
    {
        string name = field?.Text() ?? "";
        _ = field is null || (field with { Name = name, KeyPlace = field.Node.Place }).HasPlainName();

        return name;
    }
}
