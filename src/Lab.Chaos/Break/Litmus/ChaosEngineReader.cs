using Lab.Chaos.Break.Litmus.Reading;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Scenarios.Reading;
using Lab.Chaos.Scenarios.Yaml;
using Lab.Contracts;

namespace Lab.Chaos.Break.Litmus;

/// <summary>
/// Reads ChaosEngine files, strictly: what Litmus would drop without a word (a misspelt key, a number where it takes text, a label that it splits in
/// the wrong place) is a problem here, and all problems of a file are told at once.
/// <code>
/// file -> documents (---) -> engines -> targets, moment, experiments (settings, probes)
///                         -> other kinds (ServiceAccount, Role, …), which only a cluster needs: skipped
/// </code>
/// </summary>
internal static class ChaosEngineReader
{
    private const string ApiGroup = "litmuschaos.io/";

    private static readonly IReadOnlyList<string> Kinds = ["ChaosEngine", "ChaosExperiment", "ChaosResult"];

    /// <summary>The only engine of a file.</summary>
    /// <exception cref="LabException">The file is missing, has problems (each with its line, column and mend), or holds no engine or several.</exception>
    public static ChaosEngine Read(SourceFile file)
    {
        var engines = ReadAll(file);

        return engines.Count == 1 ? engines[0] : throw new LabException(
            $"{file.Shown} holds {engines.Count} engines ({string.Join(", ", engines.Select(engine => engine.Name))}); one is wanted here. "
            + "Put each into a file of its own.");
    }

    /// <summary>Every engine of a file, in order; documents of other kinds are skipped.</summary>
    /// <exception cref="LabException">The file is missing, has problems (each with its line, column and mend), or holds no engine.</exception>
    public static IReadOnlyList<ChaosEngine> ReadAll(SourceFile file)
    {
        Problems problems = new();
        var engines = ReadAll(file, problems);
        problems.ThrowIfAny();

        return engines;
    }

    /// <summary>The same as part of another file that names this one: what is wrong is added to its problems.</summary>
    /// <exception cref="LabException">The file is missing, or holds no engine.</exception>
    public static IReadOnlyList<ChaosEngine> ReadAll(SourceFile file, Problems problems)
    {
        var before = problems.Count;
        var documents = Documents.OpenAll(file, "apiVersion: litmuschaos.io/v1alpha1", problems);
        var found = documents.Where(document => document.Node is not YamlScalar { IsNull: true }).Where(IsEngine).ToList();
        var engines = found.Select(document => new EngineReader(file).Read(document)).OfType<ChaosEngine>().ToList();
        if (found.Count == 0 && problems.Count == before)
        {
            throw new LabException($"{file.Shown} holds no ChaosEngine. Begin it with apiVersion: litmuschaos.io/v1alpha1 and kind: ChaosEngine.");
        }

        foreach (var twice in engines.GroupBy(engine => engine.Name).Where(group => group.Count() > 1))
        {
            problems.Add(found[^1].Node.Place, $"{twice.Count()} engines are named '{twice.Key}'. Give each a name of its own: results are named after it.");
        }

        return engines;
    }

    /// <summary>Reports documents that are no Kubernetes objects, and kinds that Litmus does not have.</summary>
    private static bool IsEngine(Field document)
    {
        if (document.Node is not YamlMap)
        {
            _ = document.Not<string>("a mapping with apiVersion and kind");
            return false;
        }

        var kind = (document.Find("kind")?.Node as YamlScalar)?.Text;
        var group = (document.Find("apiVersion")?.Node as YamlScalar)?.Text;
        if (kind is null || group is null)
        {
            document.Wrong("The document lacks apiVersion or kind. An engine begins with apiVersion: litmuschaos.io/v1alpha1 and kind: ChaosEngine.");
            return false;
        }

        if (group.StartsWith(ApiGroup, StringComparison.Ordinal) && !Kinds.Contains(kind))
        {
            document.Find("kind")!.Wrong($"Unknown kind '{kind}' of {group}. {Suggest.Among(kind, Kinds)}");
        }

        if (kind == "ChaosEngine" && group != ApiGroup + "v1alpha1")
        {
            document.Find("apiVersion")!.Wrong($"A ChaosEngine of '{group}' is not known; its apiVersion is {ApiGroup}v1alpha1.");
        }

        return kind == "ChaosEngine";
    }
}
