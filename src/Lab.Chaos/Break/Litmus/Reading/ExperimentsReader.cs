using Lab.Chaos.Break.Litmus.Catalogue;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Scenarios.Yaml;

namespace Lab.Chaos.Break.Litmus.Reading;

/// <summary>Reads <c>spec.experiments</c>.</summary>
internal sealed class ExperimentsReader(EngineNotes notes, SourceFile file)
{
    public IReadOnlyList<ExperimentRun> Read(Field? field)
    {
        var items = field?.Items("{ name: pod-delete }") ?? [];
        if (field?.Node is YamlList && items.Count == 0)
        {
            field.Wrong($"'{field.Path}' is empty. Add for example: - name: pod-delete");
        }

        return [.. items.Select(Experiment).OfType<ExperimentRun>()];
    }

    private ExperimentRun? Experiment(Field item)
    {
        if (item.Section(EngineGrammar.Experiment) is not { } section || section["name"]?.Filled() is not { } name)
        {
            return null;
        }

        var fault = LitmusFaults.Find(name);
        if (fault is null)
        {
            notes.NotHere(section["name"]!, OtherFaults.Refusal(name));
        }

        var spec = section["spec"]?.Section(EngineGrammar.ExperimentSpec);
        var components = spec?["components"]?.Section(EngineGrammar.ExperimentComponents);
        var settings = new EnvironmentReader(notes, fault).Read(components?["env"]);
        var probes = new ProbesReader(notes, file).Read(spec?["probe"]);
        if (components is not null)
        {
            ClusterParts.CheckExperiment(components);
        }

        return WithTimeouts(new ExperimentRun(name, settings, probes), components?["statusCheckTimeouts"]?.Section(EngineGrammar.StatusCheckTimeouts));
    }

    private static ExperimentRun WithTimeouts(ExperimentRun run, Section? timeouts) => run with
    {
        StatusCheckDelay = timeouts?["delay"]?.Integer(1, 86_400) is { } delay ? TimeSpan.FromSeconds(delay) : run.StatusCheckDelay,
        StatusCheckTimeout = timeouts?["timeout"]?.Integer(1, 86_400) is { } timeout ? TimeSpan.FromSeconds(timeout) : run.StatusCheckTimeout,
    };
}
