using Lab.Contracts.Cluster;
using Lab.Control.Publishing.Manifests;
using Lab.Control.Publishing.Writing;
using YamlDotNet.Core;

namespace Lab.Control.Publishing.Litmus;

/// <summary>
/// One ChaosEngine of scenarios/*/faults, as a cluster gets it: its namespaces are those of what was published, and its account is the one with the rights.
/// </summary>
internal sealed class EngineFile
{
    private readonly YamlMap _document;

    private EngineFile(string file, YamlMap document, IReadOnlyList<string> problems) => (File, _document, Problems) = (file, document, problems);

    /// <summary>The file, without its folder.</summary>
    public string File { get; }

    public string Name => Text(Metadata?["name"]) ?? "";

    /// <summary>Names of its faults.</summary>
    public IReadOnlyList<string> Faults => [.. Items(Spec?["experiments"]).Select(experiment => Text(experiment["name"]) ?? "")];

    /// <summary>Why no cluster can run it; null when one can.</summary>
    public string? WhyNot => LocalOnly.Reason(Text((Metadata?["annotations"] as YamlMap)?[LocalOnly.TracePoint]), Faults);

    public IReadOnlyList<string> Problems { get; }

    private YamlMap? Metadata => _document["metadata"] as YamlMap;

    private YamlMap? Spec => _document["spec"] as YamlMap;

    /// <summary>Every document of a file.</summary>
    public static IEnumerable<EngineFile> Read(string file, string text)
    {
        IReadOnlyList<YamlMap> documents;
        try
        {
            documents = YamlReading.Documents(text);
        }
        catch (YamlException failure)
        {
            return [new EngineFile(file, [], [$"{file} is no YAML: {failure.Message}"])];
        }

        return documents.Select(document => new EngineFile(file, document, [.. ProblemsOf(file, document)]));
    }

    /// <summary>The document as it is published.</summary>
    public ManifestFile For(Named named, IReadOnlyDictionary<string, string> renamed)
    {
        var place = named.Namespace;
        Metadata!["namespace"] = place;
        Spec!["chaosServiceAccount"] = Experiments.Account;
        if (Spec["appinfo"] is YamlMap target)
        {
            target["appns"] = place;
            target["applabel"] = Label(Text(target["applabel"]), renamed);
        }

        foreach (var selected in Items((Spec["selectors"] as YamlMap)?["workloads"]).Concat(Items((Spec["selectors"] as YamlMap)?["pods"])))
        {
            selected["namespace"] = place;
            selected["labels"] = Label(Text(selected["labels"]), renamed);
        }

        foreach (var setting in Items(Spec["experiments"]).SelectMany(Settings).Where(setting => Text(setting["name"]) == "DESTINATION_HOSTS"))
        {
            setting["value"] = Hosts(Text(setting["value"]) ?? "", renamed);
        }

        return new ManifestFile($"{Experiments.Folder}engines/{Name}.yaml", _document, $"From {File} among the scenario's faults.");
    }

    private static IEnumerable<YamlMap> Settings(YamlMap experiment) =>
        Items(((experiment["spec"] as YamlMap)?["components"] as YamlMap)?["env"]);

    // `app.kubernetes.io/component=postgres`, or several with commas between.
    private static YamlValue? Label(string? labels, IReadOnlyDictionary<string, string> renamed) => labels is null ? null : (YamlValue)string.Join(',', labels.Split(',').Select(label =>
        label.Split('=') is [ClusterNames.Component, var resource] && renamed.TryGetValue(resource, out var name) ? $"{ClusterNames.Component}={name}" : label));

    // Only whole names of services: an address may hold anything.
    private static string Hosts(string hosts, IReadOnlyDictionary<string, string> renamed) => string.Join(',', hosts.Split(',').Select(host =>
        renamed.Where(pair => host == Named.Service(pair.Key)).Select(pair => Named.Service(pair.Value)).FirstOrDefault(host)));

    private static IEnumerable<string> ProblemsOf(string file, YamlMap document)
    {
        if (Text(document["kind"]) != "ChaosEngine")
        {
            yield return $"{file} has a document of kind '{Text(document["kind"])}'. Faults are ChaosEngine documents; move it out of the folder.";
            yield break;
        }

        var engine = new EngineFile(file, document, []);
        if (engine.Name.Length == 0 || engine.Faults.Count == 0)
        {
            yield return $"{file}: a ChaosEngine needs metadata.name and spec.experiments with at least one name.";
        }

        foreach (var unknown in engine.Faults.Where(fault => fault != LocalOnly.Pause && LitmusFault.Find(fault) is null))
        {
            yield return $"{file}: fault '{unknown}' cannot be published. Known: {string.Join(", ", LitmusFault.All.Select(fault => fault.Name))}.";
        }
    }

    private static IEnumerable<YamlMap> Items(YamlValue? list) => (list as YamlList)?.OfType<YamlMap>() ?? [];

    private static string? Text(YamlValue? value) => value switch { YamlText text => text.Text, YamlPlain plain => plain.Text, _ => null };
}
