using Lab.Chaos.Scenarios.Yaml;

namespace Lab.Chaos.Scenarios.Reading;

/// <summary>Rules over several keys.</summary>
internal static class FieldGroups
{
    /// <summary>The entries of a mapping that must not be empty.</summary>
    public static IReadOnlyList<Field> AtLeastOne(this Field? field, string example)
    {
        IReadOnlyList<Field> entries = field?.Entries(example) ?? [];
        if (field?.Node is YamlMap && entries.Count == 0)
        {
            field.Wrong($"'{field.Path}' is empty. Add for example: {field.Example.Trim('{', '}', ' ')} }}");
        }

        return entries;
    }

    /// <summary>The one key of a group that the file has; null after reporting that it has none or several.</summary>
    public static Field? ExactlyOne(this Section section, params IReadOnlyList<string> keys)
    {
        IReadOnlyList<Field> present = section.Present(keys);
        if (present.Count == 1)
        {
            return present[0];
        }

        if (present.Count == 0 && section.HasUnknown)
        {
            return null;
        }

        string found = present.Count == 0 ? "none" : string.Join(" and ", present.Select(field => $"'{field.Name}'"));
        section.Whole.Wrong($"'{section.Whole.Path}' must have exactly one of {string.Join(", ", keys)}; it has {found}.");
        return null;
    }
}
