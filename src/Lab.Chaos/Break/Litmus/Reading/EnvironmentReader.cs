using Lab.Chaos.Break.Litmus.Catalogue;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Scenarios.Yaml;

namespace Lab.Chaos.Break.Litmus.Reading;

/// <summary>Reads the <c>env</c> of an experiment against what its fault knows.</summary>
/// <param name="notes">Warnings.</param>
/// <param name="fault">Null when the lab does not do it; then values are kept as they are.</param>
internal sealed class EnvironmentReader(EngineNotes notes, LitmusFault? fault)
{
    public Tunables Read(Field? env)
    {
        Dictionary<string, string> values = [];
        HashSet<string> seen = [];
        foreach (var item in env?.Items("{ name: TOTAL_CHAOS_DURATION, value: \"30\" }") ?? [])
        {
            if (item.Section(EngineGrammar.Environment) is { } section && section["name"]?.Filled() is { } name)
            {
                if (!seen.Add(name))
                {
                    section["name"]!.Wrong($"'{name}' is set twice; the last one would win. Keep one.");
                }

                values[name] = Value(section, name) ?? "";
            }
        }

        return fault?.Resolve(values) ?? Tunables.Resolve([], values);
    }

    /// <summary>Empty for none; null after a problem.</summary>
    private string? Value(Section section, string name)
    {
        CheckName(section["name"]!, name);
        if (section["valueFrom"] is { } from)
        {
            ClusterParts.ValueFrom(from);
            notes.Warn(from, $"{name} takes its value from the cluster; without one it is unset, and its default is in force. Write it as 'value' to have the same in both.");
        }

        // An empty key and an empty text are both "unset".
        if (section["value"] is not { Node: not YamlScalar { IsNull: true } } field || field.String() is not { Length: > 0 } text)
        {
            return "";
        }

        if (fault?.Tunables.FirstOrDefault(known => known.Name == name) is { } tunable && TunableValue.Wrong(tunable, text) is { } must)
        {
            field.Wrong($"{name} of {fault.Name} is '{text}'; it must be {must}{Example(tunable)}.");
            return null;
        }

        return text;
    }

    private void CheckName(Field field, string name)
    {
        if (fault is null || Common.SetByRunner.Contains(name) || fault.Tunables.Any(known => known.Name == name))
        {
            return;
        }

        var known = fault.Tunables.Select(tunable => tunable.Name).ToList();
        notes.Warn(field, fault.Dead.Contains(name)
            ? $"{name} is not read by {fault.Name} any more. Remove it."
            : Suggest.Closest(name, known) is { } closest
                ? $"{name} is no setting of {fault.Name}, so it has no effect. Did you mean {closest}?"
                : $"{name} is no setting of {fault.Name}, so it has no effect. It has: {string.Join(", ", known.Order(StringComparer.Ordinal))}.");
    }

    private static string Example(Tunable tunable) => tunable.Default.Length > 0 ? $", for example \"{tunable.Default}\"" : "";
}
