using System.Text.RegularExpressions;

namespace Lab.Chaos.Scenarios.Yaml;

/// <summary>
/// One value of a file with its name and place. Every reading method returns null after it has reported why the value cannot be
/// read, so that the caller can go on to the next.
/// </summary>
internal sealed partial record Field
{
    /// <summary>The key it stands under, or its position in a list.</summary>
    public required string Name { get; init; }

    /// <summary>All keys from the top of the file, for example <c>workload.request.send</c>; empty for the whole file.</summary>
    public required string Path { get; init; }

    /// <summary>Where its key stands; its own place when it has none.</summary>
    public required Place KeyPlace { get; init; }

    public required YamlNode Node { get; init; }

    public required string Example { get; init; }

    public required Problems Problems { get; init; }

    /// <summary>Reports something about the value.</summary>
    public void Wrong(string text) => Problems.Add(Node.Place, text);

    /// <summary>Reports something about the name under which the value stands.</summary>
    public void WrongName(string text) => Problems.Add(KeyPlace, text);

    /// <summary>A name that becomes part of keys, table headings and command lines.</summary>
    public bool HasPlainName()
    {
        bool plain = PlainName().IsMatch(Name);
        if (!plain)
        {
            WrongName($"'{Name}' in '{Parent}' is not a name. Use lower-case letters, digits and hyphens, for example 'row-lock'.");
        }

        return plain;
    }

    public IReadOnlyList<Field> Items(string example)
    {
        if (Node is not YamlList list)
        {
            _ = Not<string>("a list");
            return [];
        }

        return [.. list.Items.Select((item, index) => this with
        {
            Name = $"{index + 1}",
            Path = $"{Path}[{index + 1}]",
            KeyPlace = item.Place,
            Node = item,
            Example = example,
        })];
    }

    /// <summary>The values of a mapping whose keys the user makes up; empty after a problem.</summary>
    public IReadOnlyList<Field> Entries(string example)
    {
        if (Node is not YamlMap map)
        {
            _ = Not<string>("a mapping");
            return [];
        }

        return [.. MapEntries.Distinct(map, Path, Problems).Select(entry => Child(entry, example))];
    }

    /// <summary>The values of a mapping whose keys the grammar fixes; null when it is no mapping at all.</summary>
    public Section? Section(Shape shape) => Node is YamlMap map ? Yaml.Section.Read(this, map, shape) : Not<Section>("a mapping");

    /// <summary>The value under a key that may or may not be there; reports nothing.</summary>
    public Field? Find(string key) =>
        (Node as YamlMap)?.Entries.FirstOrDefault(entry => entry.Key.Text == key) is { } found ? Child(found, Example) : null;

    public Field Child(YamlEntry entry, string example) => this with
    {
        Name = entry.Key.Text,
        Path = Path.Length == 0 ? entry.Key.Text : $"{Path}.{entry.Key.Text}",
        KeyPlace = entry.Key.Place,
        Node = entry.Value,
        Example = example,
    };

    /// <summary>Reports that the value does not have the form that is expected here.</summary>
    public T? Not<T>(string form)
        where T : class
    {
        Wrong($"{Subject} is {Shown}; it must be {form}, for example {Example}.");
        return null;
    }

    private string Subject => Path.Length == 0 ? "The file" : $"'{Path}'";

    private string Parent => Path.Length > Name.Length ? Path[..^(Name.Length + 1)] : "the file";

    private string Shown => Node switch
    {
        YamlScalar { IsNull: true } => "empty",
        YamlScalar { Quoted: true } scalar => $"\"{scalar.Text}\"",
        YamlScalar { Text: [>= '0' and <= '9' or '-', ..] } number => number.Text,
        YamlScalar scalar => $"'{scalar.Text}'",
        YamlList => "a list",
        _ => "a mapping",
    };

    [GeneratedRegex("^[a-z0-9][a-z0-9-]*$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PlainName();
}
