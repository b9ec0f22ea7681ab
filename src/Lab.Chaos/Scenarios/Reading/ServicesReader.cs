using Lab.Chaos.Scenarios.Yaml;

namespace Lab.Chaos.Scenarios.Reading;

/// <summary>Reads <c>services</c>, first of all sections, since most others mention services.</summary>
internal static class ServicesReader
{
    private const int MaxReplicas = 32;
    private const int MostAtOnce = 100_000;

    public static (IReadOnlyList<Service> Services, ServiceBook Book) Read(Field? field)
    {
        IReadOnlyList<Field> entries = field.AtLeastOne("{ replicas: 3, calls: [redis] }");
        List<(Field Field, Section? Section, ServiceKind? Kind)> read = [];
        foreach (Field entry in entries)
        {
            _ = entry.HasPlainName();
            Section? section = entry.Section(Grammar.Service);
            read.Add((entry, section, Kind(section)));
        }

        ServiceBook book = new(read.ToDictionary(service => service.Field.Name, service => service.Kind));

        return ([.. read.Select(service => Service(service.Field, service.Section, service.Kind, book))], book);
    }

    /// <summary>HTTP unless the file says otherwise; null when what it says cannot be read.</summary>
    private static ServiceKind? Kind(Section? section) => section switch
    {
        null => null,
        _ when section["kind"] is { } kind => kind.Choice(Words.ServiceKinds),
        _ => ServiceKind.Http,
    };

    private static Service Service(Field field, Section? section, ServiceKind? kind, ServiceBook book) => new()
    {
        Name = field.Name,
        Kind = kind ?? ServiceKind.Http,
        Replicas = section?["replicas"]?.Integer(1, MaxReplicas) ?? 1,
        Calls = [.. (section?["calls"]?.Items("inventory") ?? []).Select(call => book.Named(call)).OfType<string>()],
        Latency = Latency(section?["latency"]),
        Cpu = section?["cpu"]?.Duration(),
        Concurrency = section?["concurrency"]?.Integer(1, MostAtOnce),
        Quota = section?["quota"]?.Processors(),
    };

    internal static Latency? Latency(Field? field)
    {
        Section? section = field?.Section(Grammar.Latency);
        TimeSpan? median = section?["median"]?.Duration();
        TimeSpan? p99 = section?["p99"]?.Duration();
        if (median is null || p99 is null)
        {
            return null;
        }

        if (p99 < median)
        {
            section!["p99"]!.Wrong($"'{section["p99"]!.Path}' is below the median. Raise it, for example p99: 2ms over median: 0.5ms.");
        }

        return new Latency(median.Value, p99.Value);
    }
}
