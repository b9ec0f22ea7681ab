namespace Lab.Chaos.Scenarios.Yaml;

/// <summary>A mapping's entries, with keys that appear twice reported and the later ones left out.</summary>
internal static class MapEntries
{
    public static IReadOnlyList<YamlEntry> Distinct(YamlMap map, string path, Problems problems)
    {
        Dictionary<string, YamlEntry> first = [];
        foreach (YamlEntry entry in map.Entries)
        {
            if (!first.TryAdd(entry.Key.Text, entry))
            {
                int line = first[entry.Key.Text].Key.Place.Line;
                problems.Add(entry.Key.Place, $"'{entry.Key.Text}' appears twice {In(path)}; first in line {line}. Keep one.");
            }
        }

        return [.. first.Values];
    }

    /// <summary>How messages name the mapping.</summary>
    public static string In(string path) => path.Length == 0 ? "at the top level" : $"in '{path}'";
}
