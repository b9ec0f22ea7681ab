using Lab.Chaos.Break.Litmus;
using Lab.Chaos.Scenarios.Yaml;
using Lab.Contracts.Cluster;

namespace Lab.Chaos.Scenarios.Reading;

/// <summary>Opens the ChaosEngine files that a scenario names; each is read once.</summary>
/// <param name="services">Resolves what the engines aim at.</param>
/// <param name="scenario">Names of files are relative to it.</param>
internal sealed class FaultFiles(ServiceBook services, SourceFile scenario)
{
    private readonly Dictionary<string, IReadOnlyList<ChaosEngine>> _read = [];

    /// <summary>The one engine of a file, with one experiment: what hits a volley.</summary>
    public ChaosEngine? One(Field? field)
    {
        IReadOnlyList<ChaosEngine> engines = All(field);
        if (engines.Count == 0)
        {
            return null;
        }

        if (engines is [{ Experiments: [_] } engine])
        {
            return engine;
        }

        field!.Wrong($"'{field.Path}' names {engines[0].Path}, which holds {engines.Sum(each => each.Experiments.Count)} experiments; a volley is hit by one. Split the file.");
        return null;
    }

    /// <summary>Every engine of a file.</summary>
    public IReadOnlyList<ChaosEngine> All(Field? field)
    {
        if (field?.Text() is not { } name)
        {
            return [];
        }

        if (_read.TryGetValue(name, out IReadOnlyList<ChaosEngine>? known))
        {
            return known;
        }

        if (Path.IsPathRooted(name) || name.Split('/', '\\').Contains(".."))
        {
            field.Wrong($"'{field.Path}' is '{name}', which lies outside of the scenario's folder, so a run could not keep a copy of it. Move it to faults/.");
            return _read[name] = [];
        }

        SourceFile file = scenario.Beside(name);
        if (!File.Exists(file.Path))
        {
            string[] there = Directory.Exists(Path.GetDirectoryName(file.Path))
                ? [.. Directory.EnumerateFiles(Path.GetDirectoryName(file.Path)!, "*.yaml").Select(path => $"{Path.GetDirectoryName(name)}/{Path.GetFileName(path)}").Order()] : [];
            field.Wrong($"'{field.Path}' names {file.Shown}, which does not exist. {Suggest.Among(name, there)}");
            return _read[name] = [];
        }

        IReadOnlyList<ChaosEngine> engines = ChaosEngineReader.ReadAll(file, field.Problems);
        foreach (ChaosEngine engine in engines)
        {
            CheckTargets(field, engine);
        }

        return _read[name] = engines;
    }

    // Only a service of ours announces trace points; a backing store can be hit after a time.
    private void CheckTargets(Field field, ChaosEngine engine)
    {
        ServiceKind[] kinds = engine.Moment.TracePoint is null ? [] : [ServiceKind.Http];
        foreach ((string key, string value) in engine.Targets.SelectMany(target => target.Labels))
        {
            if (key == ClusterNames.Component)
            {
                _ = services.Check(value, $"{engine.Path}: applabel", field.Wrong, kinds);
            }
        }
    }
}
