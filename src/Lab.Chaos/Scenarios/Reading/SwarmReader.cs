using Lab.Chaos.Scenarios.Yaml;

namespace Lab.Chaos.Scenarios.Reading;

/// <summary>Reads <c>swarm</c>: what the predictor's world has beyond the system itself.</summary>
internal sealed class SwarmReader(ServiceBook services)
{
    private const int MostCores = 1024;
    private const int MostKeys = 1_000_000;
    private const double MostShare = 1_000_000;
    private const double MostTimes = 10_000;
    private const int MostStock = 1_000_000_000;

    public SwarmModel Read(Field? field)
    {
        SwarmModel defaults = new();
        if (field?.Section(Grammar.Swarm) is not { } section)
        {
            return defaults;
        }

        Section? keys = section["keys"]?.Section(Grammar.SwarmKeys);

        return new SwarmModel
        {
            Cores = section["cores"]?.Integer(1, MostCores),
            Keys = keys?["count"]?.Integer(1, MostKeys) ?? defaults.Keys,
            Zipf = keys?["zipf"]?.NotNegative(10) ?? defaults.Zipf,
            Think = ServicesReader.Latency(section["think"]) ?? defaults.Think,
            Population = Population(section["population"]) ?? defaults.Population,
            Starts = Starts(section["starts"]),
            Restarts = PerService(section["restarts"], "30s", Restart),
            Pauses = PerService(section["pauses"], "{ every: 20s, for: 2s }", Pause),
            Slow = PerService(section["slow"], "{ every: 20s, for: 5s, times: 10 }", Slow),
        };
    }

    private static Dictionary<Behaviour, double>? Population(Field? field)
    {
        if (field is null)
        {
            return null;
        }

        Dictionary<Behaviour, double> population = [];
        foreach (Field entry in field.AtLeastOne("60"))
        {
            if (!Words.Behaviours.TryGetValue(entry.Name, out Behaviour behaviour))
            {
                entry.WrongName($"Unknown behaviour '{entry.Name}' in '{field.Path}'. {Suggest.Among(entry.Name, Words.Behaviours.Keys)}");
            }
            else if (entry.Positive(MostShare) is { } share)
            {
                population[behaviour] = share;
            }
        }

        return population.Count == 0 ? null : population;
    }

    private static Dictionary<string, long> Starts(Field? field)
    {
        Dictionary<string, long> starts = [];
        foreach (Field entry in field?.Entries("0") ?? [])
        {
            if (entry.Integer(-MostStock, MostStock) is { } value)
            {
                starts[entry.Name] = value;
            }
        }

        return starts;
    }

    private Dictionary<string, T> PerService<T>(Field? field, string example, Func<Field, T?> read)
        where T : class
    {
        Dictionary<string, T> found = [];
        foreach (Field entry in field?.Entries(example) ?? [])
        {
            if (services.NamedByKey(entry, field!.Path) is { } service && read(entry) is { } value)
            {
                found[service] = value;
            }
        }

        return found;
    }

    private static RestartModel? Restart(Field field) => field.Duration() is { } every ? new RestartModel(every) : null;

    private static PauseModel? Pause(Field field)
    {
        Section? section = field.Section(Grammar.Pause);

        return section?["every"]?.Duration() is { } every && section["for"]?.Duration() is { } lasting ? new PauseModel(every, lasting) : null;
    }

    private static SlowModel? Slow(Field field)
    {
        Section? section = field.Section(Grammar.Slow);

        return section?["every"]?.Duration() is { } every && section["for"]?.Duration() is { } lasting && section["times"]?.Positive(MostTimes) is { } times
            ? new SlowModel(every, lasting, times)
            : null;
    }
}
