namespace Lab.Chaos.Scenarios.Yaml;

/// <summary>A mapping with keys that the grammar fixes. Unknown, repeated and missing keys have been reported once it exists.</summary>
internal sealed class Section
{
    private readonly Shape _shape;
    private readonly Dictionary<string, Field> _fields = [];
    private readonly HashSet<string> _misspelt = [];

    private Section(Field whole, Shape shape)
    {
        Whole = whole;
        _shape = shape;
    }

    public Field Whole { get; }

    /// <summary>Whether it has keys that were reported as unknown: what seems to be missing may be one of them.</summary>
    public bool HasUnknown { get; private set; }

    /// <summary>The value under a key of the shape; null when the file does not have it.</summary>
    public Field? this[string key] => _fields.GetValueOrDefault(_shape[key].Name);

    public static Section Read(Field whole, YamlMap map, Shape shape)
    {
        Section section = new(whole, shape);
        foreach (YamlEntry entry in MapEntries.Distinct(map, whole.Path, whole.Problems))
        {
            section.Take(entry);
        }

        section.ReportMissing();

        return section;
    }

    /// <summary>Which of some keys the file has: for groups of which it must have exactly one.</summary>
    public IReadOnlyList<Field> Present(params IReadOnlyList<string> keys) => [.. keys.Select(key => this[key]).OfType<Field>()];

    private void Take(YamlEntry entry)
    {
        Key? key = _shape.Keys.FirstOrDefault(known => known.Name == entry.Key.Text);
        if (key is not null)
        {
            _fields.Add(key.Name, Whole.Child(entry, key.Example));
            return;
        }

        string[] names = [.. _shape.Keys.Select(known => known.Name)];
        HasUnknown = true;
        _ = Suggest.Closest(entry.Key.Text, names) is { } meant && _misspelt.Add(meant);
        Whole.Problems.Add(
            entry.Key.Place,
            $"Unknown key '{entry.Key.Text}' {MapEntries.In(Whole.Path)}. {Suggest.Among(entry.Key.Text, names)}");
    }

    private void ReportMissing()
    {
        string subject = Whole.Path.Length == 0 ? "The file" : $"'{Whole.Path}'";
        IEnumerable<Key> missing = _shape.Keys.Where(key => key.Required && !_fields.ContainsKey(key.Name));
        foreach (Key key in missing.Where(key => !_misspelt.Contains(key.Name)))
        {
            Whole.Wrong($"{subject} lacks '{key.Name}'. Add for example: {key.Name}: {key.Example}");
        }
    }
}
