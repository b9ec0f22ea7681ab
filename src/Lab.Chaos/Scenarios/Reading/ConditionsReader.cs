using Lab.Chaos.Scenarios.Yaml;

namespace Lab.Chaos.Scenarios.Reading;

/// <summary>Reads <c>conditions</c>: how volleys are sent, and the one fault that may hit them.</summary>
internal sealed class ConditionsReader(ServiceBook services)
{
    public IReadOnlyList<Condition> Read(Field? field) =>
        [.. field.AtLeastOne("{ alignment: aligned }").Select(Condition).OfType<Condition>()];

    private Condition? Condition(Field field)
    {
        _ = field.HasPlainName();
        if (field.Section(Grammar.Condition) is not { } section)
        {
            return null;
        }

        return new Condition
        {
            Name = field.Name,
            Alignment = section["alignment"]?.Choice(Words.Alignments) ?? Alignment.Aligned,
            Fault = Fault(section["fault"]),
            Stubs = Stubs(section["stub"]),
            Limits = Limits(section["limits"]),
        };
    }

    private IReadOnlyDictionary<string, ServiceLimits> Limits(Field? field)
    {
        if (field is null)
        {
            return Scenarios.Condition.NoLimits;
        }

        Dictionary<string, ServiceLimits> limits = [];
        foreach (Field service in field.AtLeastOne("{ cpu: 250m }"))
        {
            Section? section = service.Section(Grammar.Limits);
            if (section is { } read && read["cpu"] is null && read["memory"] is null)
            {
                service.Wrong($"'{service.Path}' limits nothing. Add for example: cpu: 250m");
            }

            if (services.NamedByKey(service, field.Path, ServiceKind.Http) is { } name && section is not null)
            {
                limits[name] = new ServiceLimits(section["cpu"]?.CpuLimit(), section["memory"]?.MemoryLimit());
            }
        }

        return limits;
    }

    private IReadOnlyDictionary<string, Latency> Stubs(Field? field)
    {
        if (field is null)
        {
            return Scenarios.Condition.NoStubs;
        }

        Dictionary<string, Latency> stubs = [];
        foreach (Field stub in field.AtLeastOne("{ median: 50ms, p99: 250ms }"))
        {
            if (services.NamedByKey(stub, field.Path, ServiceKind.Http) is { } name && ServicesReader.Latency(stub) is { } latency)
            {
                stubs[name] = latency;
            }
        }

        return stubs;
    }

    private ConditionFault? Fault(Field? field)
    {
        if (field?.Section(Grammar.Fault) is not { } section)
        {
            return null;
        }

        Field? action = section.ExactlyOne("kill", "pause");
        Field? moment = section.ExactlyOne("at", "after");
        // Only a service of ours announces trace points; a backing store can be hit after a time.
        ServiceKind[] kinds = moment?.Name == "at" ? [ServiceKind.Http] : [];
        string? resource = action is null ? null : services.Named(action, kinds);
        TimeSpan? pause = section["for"]?.Duration();
        CheckLength(section, action);

        return new ConditionFault
        {
            Action = action?.Name == "pause" ? FaultAction.Pause : FaultAction.Kill,
            Resource = resource ?? "",
            At = moment is { Name: "at" } && moment.Text() is { } point ? point : null,
            After = moment is { Name: "after" } ? moment.Duration() ?? TimeSpan.Zero : TimeSpan.Zero,
            For = pause ?? TimeSpan.Zero,
        };
    }

    private static void CheckLength(Section section, Field? action)
    {
        if (action?.Name == "pause" && section["for"] is null)
        {
            section.Whole.Wrong($"'{section.Whole.Path}' pauses without an end. Add for example: for: 2s");
        }

        if (action?.Name == "kill" && section["for"] is { } length)
        {
            length.WrongName($"'{length.Path}' has no meaning for a kill, which the restart policy ends. Remove it.");
        }
    }
}
