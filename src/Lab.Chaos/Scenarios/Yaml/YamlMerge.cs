namespace Lab.Chaos.Scenarios.Yaml;

/// <summary>
/// The merge key of YAML 1.1, which 1.2 dropped and everybody still writes: <c>&lt;&lt;: *base</c> or <c>&lt;&lt;: [*base, *more]</c>.
/// What is written in the mapping itself wins over what is merged, and earlier merged mappings win over later ones.
/// </summary>
internal static class YamlMerge
{
    public static IReadOnlyList<YamlEntry> Resolve(IReadOnlyList<YamlEntry> entries, Problems problems)
    {
        YamlEntry[] own = [.. entries.Where(entry => !IsMerge(entry))];
        HashSet<string> taken = [.. own.Select(entry => entry.Key.Text)];
        IEnumerable<YamlEntry> merged = entries
            .Where(IsMerge)
            .SelectMany(entry => Sources(entry, problems))
            .SelectMany(source => source.Entries)
            .Where(entry => taken.Add(entry.Key.Text));

        return [.. own, .. merged];
    }

    private static bool IsMerge(YamlEntry entry) => entry.Key is { Text: "<<", Quoted: false };

    private static IEnumerable<YamlMap> Sources(YamlEntry merge, Problems problems)
    {
        IReadOnlyList<YamlNode> sources = merge.Value is YamlList list ? list.Items : [merge.Value];
        if (sources.Any(source => source is not YamlMap))
        {
            problems.Add(merge.Key.Place, "'<<' merges mappings only; write for example: <<: *base.");
        }

        return sources.OfType<YamlMap>();
    }
}
