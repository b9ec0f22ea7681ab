using System.Text.RegularExpressions;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Scenarios.Yaml;

namespace Lab.Chaos.Break.Litmus.Reading;

/// <summary>Reads one ChaosEngine document.</summary>
internal sealed partial class EngineReader(SourceFile file)
{
    private static readonly IReadOnlyDictionary<string, bool> States = new Dictionary<string, bool> { ["active"] = true, ["stop"] = false };

    private readonly EngineNotes _notes = new();

    /// <summary>Null only after a problem.</summary>
    public ChaosEngine? Read(Field document)
    {
        if (document.Section(EngineGrammar.Engine) is not { } top)
        {
            return null;
        }

        var metadata = top["metadata"]?.Section(EngineGrammar.Metadata);
        var spec = top["spec"] is { } field ? _notes.WithoutDead(field, EngineGrammar.DeadOfSpec).Section(EngineGrammar.Spec) : null;
        if (metadata is null || spec is null)
        {
            return null;
        }

        ClusterParts.CheckMetadata(metadata);
        ClusterParts.CheckSpec(spec, _notes);
        var (moment, seed) = AnnotationsReader.Read(metadata["annotations"]);
        var name = Name(metadata["name"]);
        var targets = new TargetsReader(_notes).Read(spec);
        var experiments = new ExperimentsReader(_notes, file).Read(spec["experiments"]);
        _notes.WarnOfHealthCheck(spec["defaultHealthCheck"], experiments);

        return new ChaosEngine
        {
            Name = name,
            Namespace = metadata["namespace"]?.String() ?? "",
            Path = file.Shown,
            File = file.Path,
            Targets = targets,
            Moment = moment,
            Seed = seed,
            Active = spec["engineState"]?.Choice(States) ?? true,
            Experiments = experiments,
            Warnings = _notes.Warnings,
            NotDoneHere = _notes.NotDoneHere,
        };
    }

    private static string Name(Field? field)
    {
        var name = field?.String() ?? "";
        if (name.Length > 0 && !ObjectName().IsMatch(name))
        {
            field!.Wrong($"'{name}' is no name of a Kubernetes object. Use lower-case letters, digits, hyphens and dots, for example cart-latency.");
        }

        return name;
    }

    [GeneratedRegex("^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ObjectName();
}
