using Lab.Chaos.Scenarios.Yaml;

namespace Lab.Chaos.Break.Litmus.Reading;

/// <summary>Reports what is wrong with the form of a value that nobody reads here.</summary>
internal delegate void Form(Field field);

/// <summary>The forms that values of Kubernetes objects have.</summary>
internal static class Forms
{
    /// <summary>Text, empty or not.</summary>
    public static void Text(Field field) => _ = field.String();

    /// <summary>Text that is not empty.</summary>
    public static void Filled(Field field) => _ = field.Filled();

    /// <summary>True or false.</summary>
    public static void Flag(Field field) => _ = field.Flag();

    /// <summary>Text or a number, as quantities are: <c>250m</c>, <c>1</c>.</summary>
    public static void Scalar(Field field) => _ = field.Text();

    /// <summary>A mapping whose inside is the API server's business.</summary>
    public static void AnyMap(Field field) => _ = field.Node is YamlMap ? null : field.Not<string>("a mapping");

    /// <summary>Anything.</summary>
    public static void Any(Field field)
    {
    }

    /// <summary>A whole number.</summary>
    public static Form Integer(int least) => field => _ = field.Integer(least, int.MaxValue);

    /// <summary>One of a few words.</summary>
    public static Form Word(params IReadOnlyList<string> words) => field => _ = field.Choice(words.ToDictionary(word => word, _ => true));

    /// <summary>A list of one form.</summary>
    public static Form List(Form item) => field =>
    {
        foreach (var child in field.Items("[]"))
        {
            item(child);
        }
    };

    /// <summary>A mapping with keys of the user's own.</summary>
    public static Form Map(Form value) => field =>
    {
        foreach (var child in field.Entries("text"))
        {
            value(child);
        }
    };

    /// <summary>A mapping with fixed keys.</summary>
    public static Form Of(string name, params IReadOnlyList<(string Key, Form Form, bool Required)> keys)
    {
        Shape shape = new(name, [.. keys.Select(key => new Key(key.Key, "…", key.Required))]);

        return field =>
        {
            if (field.Section(shape) is not { } section)
            {
                return;
            }

            foreach (var (key, form, _) in keys)
            {
                if (section[key] is { } child)
                {
                    form(child);
                }
            }
        };
    }
}
