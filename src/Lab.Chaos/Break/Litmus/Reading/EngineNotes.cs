using Lab.Chaos.Scenarios.Yaml;

namespace Lab.Chaos.Break.Litmus.Reading;

/// <summary>What is said about an engine beside its problems: warnings, and what only a cluster does.</summary>
internal sealed class EngineNotes
{
    private readonly List<(Place Place, string Text)> _warnings = [];
    private readonly List<(Place Place, string Text)> _notHere = [];

    public IReadOnlyList<string> Warnings => InOrder(_warnings);

    public IReadOnlyList<string> NotDoneHere => InOrder(_notHere);

    public void Warn(Field field, string text) => _warnings.Add((field.Node.Place, text));

    public void NotHere(Field field, string text) => _notHere.Add((field.Node.Place, text));

    /// <summary>A mapping without the keys that Litmus had once; each gets a warning, since files in the wild are full of them.</summary>
    public Field WithoutDead(Field field, IReadOnlyList<string> dead)
    {
        if (field.Node is not YamlMap map)
        {
            return field;
        }

        foreach (var entry in map.Entries.Where(entry => dead.Contains(entry.Key.Text)))
        {
            _warnings.Add((entry.Key.Place, $"'{entry.Key.Text}' is dead since Litmus 2: nothing reads it. Remove it."));
        }

        return field with { Node = map with { Entries = [.. map.Entries.Where(entry => !dead.Contains(entry.Key.Text))] } };
    }

    /// <summary>The flag looks as if it did something; the experiment's own default wins over it.</summary>
    public void WarnOfHealthCheck(Field? flag, IReadOnlyList<ExperimentRun> experiments)
    {
        if (flag?.Node is YamlScalar { Text: "true" } && experiments.Any(run => LitmusFaults.Find(run.Fault) is not null && !run.Settings.Flag("DEFAULT_HEALTH_CHECK")))
        {
            Warn(flag, "'defaultHealthCheck: true' has no effect: DEFAULT_HEALTH_CHECK of the chart's experiment is \"false\" and wins. "
                + "Add env DEFAULT_HEALTH_CHECK with value \"true\".");
        }
    }

    private static IReadOnlyList<string> InOrder(List<(Place Place, string Text)> notes) =>
    [
        .. notes.OrderBy(note => note.Place.Line).ThenBy(note => note.Place.Column).Select(note => $"{note.Place}: {note.Text}").Distinct(StringComparer.Ordinal),
    ];
}
