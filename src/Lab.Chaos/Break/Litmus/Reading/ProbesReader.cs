using Lab.Chaos.Scenarios;
using Lab.Chaos.Scenarios.Yaml;

namespace Lab.Chaos.Break.Litmus.Reading;

/// <summary>Reads the probes of an experiment; what each type asks is read in <see cref="ProbeInputs"/>.</summary>
internal sealed class ProbesReader(EngineNotes notes, SourceFile file)
{
    private static readonly IReadOnlyDictionary<string, ProbeMode> Modes = Enum.GetValues<ProbeMode>().ToDictionary(mode => mode.ToString());

    private static readonly IReadOnlyDictionary<string, bool> Types =
        new[] { "httpProbe", "cmdProbe", "k8sProbe", "promProbe" }.ToDictionary(type => type, _ => true);

    private readonly ProbeInputs _inputs = new(notes, file);

    public IReadOnlyList<Probe> Read(Field? field)
    {
        List<Probe> probes = [];
        HashSet<string> names = [];
        foreach (var item in field?.Items("{ name: alive, type: httpProbe, mode: Continuous }") ?? [])
        {
            if (item.Section(ProbeGrammar.Probe) is not { } section || section["name"]?.Filled() is not { } name)
            {
                continue;
            }

            if (!names.Add(name))
            {
                section["name"]!.Wrong($"Two probes are named '{name}'. Give each a name of its own: results and templates go by it.");
            }

            if (One(section, name) is { } probe)
            {
                CheckTemplates(item, probe, probes);
                probes.Add(probe);
            }
        }

        return probes;
    }

    private Probe? One(Section section, string name)
    {
        var mode = section["mode"]?.Choice(Modes);
        var pace = section["runProperties"]?.Section(ProbeGrammar.RunProperties) is { } run ? Pace(run) : null;
        if (section["type"] is not { } typeField || typeField.Choice(Types) is null || typeField.Text() is not { } type)
        {
            return null;
        }

        foreach (var other in section.Present([.. Types.Keys.Where(key => key != type).Select(key => $"{key}/inputs")]))
        {
            other.WrongName($"'{other.Name}' is not read by a {type}. Remove it.");
        }

        if (section[$"{type}/inputs"] is not { } inputs)
        {
            section.Whole.Wrong($"'{section.Whole.Path}' is a {type} and lacks '{type}/inputs'. Add it.");
            return null;
        }

        return _inputs.Read(type, name, inputs, section["data"]?.String() ?? "") is { } read && mode is not null && pace is not null
            ? read(mode.Value, pace)
            : null;
    }

    private ProbePace? Pace(Section run)
    {
        if (run["initialDelaySeconds"] is { } dead)
        {
            notes.Warn(dead, "'initialDelaySeconds' is not read since Litmus 3. Write initialDelay: 5s.");
        }

        if (run["evaluationTimeout"] is { } unread)
        {
            notes.Warn(unread, "'evaluationTimeout' belongs to probes that neither Litmus nor the lab has. Remove it.");
        }

        _ = run["verbosity"]?.Choice(new Dictionary<string, bool> { [""] = true, ["info"] = true, ["debug"] = true });
        var timeout = Duration(run["probeTimeout"], above: true);
        var interval = Duration(run["interval"], above: false);
        var attempt = run["attempt"]?.Integer(1, 10_000);
        var retry = run["retry"]?.Integer(0, 10_000);
        var polling = Duration(run["probePollingInterval"], above: false);
        var delay = Duration(run["initialDelay"], above: false);
        var stop = run["stopOnFailure"]?.Flag();
        if (timeout is null || interval is null)
        {
            return null;
        }

        ProbePace pace = new()
        {
            Timeout = timeout.Value,
            Interval = interval.Value,
            // 'retry' is the older name of the same thing: three mean three in all.
            Attempts = Math.Max(1, attempt ?? retry ?? 1),
            InitialDelay = delay ?? TimeSpan.Zero,
            StopOnFailure = stop ?? false,
        };

        return polling > TimeSpan.Zero ? pace with { PollingInterval = polling.Value } : pace;
    }

    private static TimeSpan? Duration(Field? field, bool above)
    {
        if (field?.Text() is not { } text)
        {
            return null;
        }

        if (GoDuration.Parse(text) is { } value && (value > TimeSpan.Zero || !above))
        {
            return value;
        }

        field.Wrong($"'{field.Path}' is '{text}'; it must be a duration{(above ? " above zero" : "")} as Go writes it, for example 500ms, 5s, 1m30s.");
        return null;
    }

    /// <summary>A reference must find an answer: of a command that stands above.</summary>
    private static void CheckTemplates(Field item, Probe probe, List<Probe> earlier)
    {
        IReadOnlyList<string> texts = probe switch
        {
            HttpProbe http => [http.Url],
            CommandProbe command => [command.Command],
            KubernetesProbe objects => [.. objects.Names, objects.LabelSelector, objects.FieldSelector],
            _ => [],
        };
        var commands = earlier.OfType<CommandProbe>().Select(command => command.Name).ToList();
        foreach (var name in texts.SelectMany(ProbeTemplate.Names).Where(name => !commands.Contains(name)))
        {
            item.Wrong($"Probe '{probe.Name}' takes the answer of '{name}', which is no cmdProbe above it. {Suggest.Among(name, commands)}");
        }

        if (probe is not CommandProbe && texts.Any(ProbeTemplate.HasOther))
        {
            item.Wrong($"Probe '{probe.Name}' has a template that is not known. Write {{{{ .name.ProbeArtifacts.Register }}}}.");
        }
    }
}
