using Lab.Chaos.Scenarios.Yaml;

namespace Lab.Chaos.Scenarios.Reading;

/// <summary>Reads <c>conditions</c>: how volleys are sent, which stubs are slow meanwhile, and the one fault that may hit each.</summary>
internal sealed class ConditionsReader(ServiceBook services, FaultFiles faults)
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
            Fault = faults.One(section["fault"]),
            Stock = section["stock"]?.Integer(1, WorkloadReader.MaxStock),
            Requests = section["requests"]?.Integer(1, WorkloadReader.MaxRequests),
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
}
