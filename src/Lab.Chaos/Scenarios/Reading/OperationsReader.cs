using Lab.Chaos.Scenarios.Yaml;

namespace Lab.Chaos.Scenarios.Reading;

/// <summary>Reads <c>operations</c>, the scenario's and those that a variant does in its own way.</summary>
internal sealed class OperationsReader(ServiceBook services)
{
    private const double MostWeight = 1_000_000;
    private const int MostRetries = 100;

    private readonly StepsReader _steps = new(services);

    public IReadOnlyList<OperationModel> Read(Field? field) =>
        [.. (field?.Entries("{ service: inventory, steps: [] }") ?? []).Select(operation => Operation(operation, Grammar.Operation, [])).OfType<OperationModel>()];

    /// <param name="field">A variant's section; null for none.</param>
    /// <param name="whole">The scenario's operations: what a variant's leaves out is taken from the one of the same name.</param>
    public IReadOnlyList<OperationModel> ReadOwn(Field? field, IReadOnlyList<OperationModel> whole) =>
        [.. (field?.Entries("{ steps: [] }") ?? []).Select(operation => Operation(operation, Grammar.OwnOperation, whole)).OfType<OperationModel>()];

    private OperationModel? Operation(Field field, Shape shape, IReadOnlyList<OperationModel> whole)
    {
        _ = field.HasPlainName();
        if (field.Section(shape) is not { } section)
        {
            return null;
        }

        OperationModel? replaced = whole.FirstOrDefault(operation => operation.Name == field.Name);
        string? service = section["service"] is { } named ? services.Named(named, ServiceKind.Http) : replaced?.Service;
        if (service is null && section["service"] is null && shape == Grammar.OwnOperation)
        {
            section.Whole.WrongName($"'{field.Path}' replaces no operation of the scenario, so it must say which service executes it. Add for example: service: inventory. "
                + Suggest.Among(field.Name, whole.Select(operation => operation.Name)));
        }

        return new OperationModel
        {
            Name = field.Name,
            Service = service ?? "",
            Steps = _steps.Read(section["steps"]),
            Weight = section["weight"]?.Positive(MostWeight) ?? replaced?.Weight ?? 1,
            Retry = Retry(section["retry"]) ?? replaced?.Retry,
        };
    }

    private static RetryModel? Retry(Field? field)
    {
        Section? section = field?.Section(Grammar.Retry);
        TimeSpan? after = section?["after"]?.Duration();
        int? most = section?["most"]?.Integer(1, MostRetries);

        return after is null || most is null ? null : new RetryModel(after.Value, most.Value);
    }
}
