namespace Lab.Chaos.Scenarios.Yaml;

/// <summary>The keys that one kind of mapping may have. The JSON Schema has a definition of the same name; a test compares them.</summary>
internal sealed record Shape(string Name, params IReadOnlyList<Key> Keys)
{
    public Key this[string key] => Keys.Single(candidate => candidate.Name == key);
}

/// <param name="Name">As written in the file.</param>
/// <param name="Example">A value that would be right; messages end with it.</param>
/// <param name="Required">Whether its absence is a problem.</param>
internal sealed record Key(string Name, string Example, bool Required = false);
