using Lab.Chaos.Scenarios.Yaml;

namespace Lab.Chaos.Scenarios.Reading;

/// <summary>
/// Reads <c>operations</c>. A step is a mapping of one key, its kind, so that a list of steps reads like a program:
/// <c>- read: { resource: redis, key: "stock:{key}" }</c>.
/// </summary>
internal sealed class OperationsReader(ServiceBook services)
{
    public IReadOnlyList<OperationModel> Read(Field? field) =>
        [.. (field?.Entries("{ service: inventory, steps: [] }") ?? []).Select(Operation).OfType<OperationModel>()];

    private OperationModel? Operation(Field field)
    {
        _ = field.HasPlainName();
        if (field.Section(Grammar.Operation) is not { } section)
        {
            return null;
        }

        string? service = section["service"] is { } named ? services.Named(named, ServiceKind.Http) : null;

        return new OperationModel { Name = field.Name, Service = service ?? "", Steps = Steps(section["steps"]) };
    }

    private IReadOnlyList<Step> Steps(Field? field)
    {
        IReadOnlyList<Field> items = field?.Items(Grammar.Operation["steps"].Example) ?? [];
        if (field?.Node is YamlList && items.Count == 0)
        {
            field.Wrong($"'{field.Path}' is empty. Add a step, for example: - read: {{ resource: redis, key: \"stock:{{key}}\" }}");
        }

        return [.. items.Select(Step).OfType<Step>()];
    }

    private Step? Step(Field item)
    {
        Field? kind = item.Section(Grammar.Step)?.ExactlyOne([.. Words.StepKinds.Keys]);
        if (kind is null)
        {
            return null;
        }

        StepKind value = Words.StepKinds[kind.Name];
        bool block = value is StepKind.Lock or StepKind.Transaction;
        Section? section = kind.Section(block ? Grammar.BlockStep : Grammar.PlainStep);
        if (section is null)
        {
            return null;
        }

        string? key = section["key"]?.Text();
        Placeholders.Check(section["key"], key, Placeholders.OfRequest);

        return new Step
        {
            Kind = value,
            Resource = section["resource"] is { } resource ? services.Named(resource) ?? "" : "",
            Key = key ?? "",
            Steps = block ? Steps(section["steps"]) : [],
        };
    }
}
