using Lab.Chaos.Scenarios.Reading;
using Lab.Chaos.Scenarios.Yaml;

namespace Lab.Chaos.Break.Litmus.Reading;

/// <summary>Reads what an engine aims at: <c>selectors</c>, or else <c>appinfo</c>.</summary>
internal sealed class TargetsReader(EngineNotes notes)
{
    /// <summary>Words, and whether they ask for what is done anyway.</summary>
    private static readonly IReadOnlyDictionary<string, bool> MatchModes = new Dictionary<string, bool> { ["union"] = true, ["intersection"] = false };

    private static readonly IReadOnlyList<string> Kinds = ["deployment", "statefulset", "daemonset", "deploymentconfig", "rollout"];

    public IReadOnlyList<TargetSelector> Read(Section spec)
    {
        var appInfo = spec["appinfo"] is { } info ? AppInfo(info) : [];
        if (spec["selectors"] is not { } selectors)
        {
            return appInfo;
        }

        if (spec["appinfo"] is { } unused && appInfo.Any(target => target.Labels.Count > 0))
        {
            notes.Warn(unused, "'appinfo' is not used: 'selectors' wins over it. Remove one of them.");
        }

        return Selectors(selectors);
    }

    private static IReadOnlyList<TargetSelector> AppInfo(Field field)
    {
        if (field.Section(EngineGrammar.AppInfo) is not { } section)
        {
            return [];
        }

        if (section["applabel"] is null != section["appkind"] is null && !section.HasUnknown)
        {
            field.Wrong($"'{field.Path}' has only one of applabel and appkind, and Litmus stops such an engine. Give both, for example "
                + "applabel: app.kubernetes.io/component=inventory and appkind: deployment.");
        }

        return
        [
            new TargetSelector
            {
                Kind = Kind(section["appkind"]),
                Namespace = section["appns"]?.String() ?? "",
                Labels = LabelText.Read(section["applabel"]),
            },
        ];
    }

    private IReadOnlyList<TargetSelector> Selectors(Field field)
    {
        var chosen = field.Section(EngineGrammar.Selectors)?.ExactlyOne("workloads", "pods");
        var items = chosen?.Items(chosen.Example.Trim('[', ']')) ?? [];
        if (chosen is not null && chosen.Node is YamlList && items.Count == 0)
        {
            chosen.Wrong($"'{chosen.Path}' is empty. Add for example: {chosen.Example}");
        }

        return [.. items.Select(item => chosen!.Name == "pods" ? Pods(item) : Workload(item)).OfType<TargetSelector>()];
    }

    private TargetSelector? Workload(Field item)
    {
        if (item.Section(EngineGrammar.Workload) is not { } section)
        {
            return null;
        }

        if (section["labelMatchMode"] is { } mode && mode.Choice(MatchModes) == false)
        {
            notes.Warn(mode, "'labelMatchMode: intersection' is read neither by Litmus 3.31 nor here: any of the labels is enough. Name the workloads instead.");
        }

        var which = section.ExactlyOne("names", "labels");

        return new TargetSelector
        {
            Kind = Kind(section["kind"]),
            Namespace = section["namespace"]?.Filled() ?? "",
            Labels = which?.Name == "labels" ? LabelText.Read(which) : [],
            Names = which?.Name == "names" ? Names(which) : [],
        };
    }

    private static TargetSelector? Pods(Field item) => item.Section(EngineGrammar.Pods) is not { } section ? null : new TargetSelector
    {
        Kind = "pod",
        Namespace = section["namespace"]?.Filled() ?? "",
        Names = section["names"] is { } names ? Names(names) : [],
    };

    private static string[] Names(Field field) =>
        field.Filled()?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>Empty for any kind.</summary>
    private static string Kind(Field? field)
    {
        if (field?.Node is not YamlScalar { Quoted: true, Text: "" })
        {
            _ = field?.Choice(Kinds.ToDictionary(kind => kind, _ => true));
        }

        return (field?.Node as YamlScalar)?.Text ?? "";
    }
}
