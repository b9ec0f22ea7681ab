namespace Lab.Chaos.Break.Litmus;

/// <summary>
/// The settings of a fault by the names that Litmus gives them, each from the first place that has one: the engine's <c>env</c>, the chart's default, the
/// program's default. An empty value counts as none. Numbers were checked when the engine was read.
/// </summary>
/// <param name="values">Name to value as it is in force; names without any value are absent.</param>
internal sealed class Tunables(IReadOnlyDictionary<string, string> values)
{
    /// <summary>As it is in force.</summary>
    public IReadOnlyDictionary<string, string> Values => values;

    /// <summary>Null when nothing gives it a value.</summary>
    public string? Text(string name) => values.GetValueOrDefault(name);
}
