namespace Lab.Chaos.Scenarios.Yaml;

/// <summary>Where a value stands: <c>scenarios/ticketing/scenario.yaml:12:3</c>, which editors and terminals turn into a link.</summary>
/// <param name="File">As messages name it.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
internal readonly record struct Place(string File, int Line, int Column)
{
    public override string ToString() => $"{File}:{Line}:{Column}";
}

/// <summary>
/// A YAML document with aliases and merge keys resolved. Unlike the library's own model it keeps keys that appear twice, so that
/// they can be reported together with everything else that is wrong.
/// </summary>
internal abstract record YamlNode(Place Place);

/// <summary>Text. Whether it was quoted decides if <c>50</c> is a number.</summary>
internal sealed record YamlScalar(Place Place, string Text, bool Quoted) : YamlNode(Place)
{
    public bool IsNull => !Quoted && Text is ("" or "~" or "null");
}

internal sealed record YamlList(Place Place, IReadOnlyList<YamlNode> Items) : YamlNode(Place);

internal sealed record YamlMap(Place Place, IReadOnlyList<YamlEntry> Entries) : YamlNode(Place);

internal sealed record YamlEntry(YamlScalar Key, YamlNode Value);
