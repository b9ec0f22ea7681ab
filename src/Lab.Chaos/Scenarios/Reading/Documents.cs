using Lab.Chaos.Scenarios.Yaml;
using Lab.Contracts;

namespace Lab.Chaos.Scenarios.Reading;

/// <summary>Opens a YAML file as a field without a name.</summary>
internal static class Documents
{
    /// <exception cref="LabException">The file does not exist or cannot be read.</exception>
    public static Field? Open(SourceFile file, string example, Problems problems) =>
        YamlComposer.Compose(Text(file), file.Shown, problems) is { } root ? Top(root, example, problems) : null;

    /// <summary>Opens each document of a file.</summary>
    /// <exception cref="LabException">The file does not exist or cannot be read.</exception>
    public static IReadOnlyList<Field> OpenAll(SourceFile file, string example, Problems problems) =>
        [.. YamlComposer.ComposeAll(Text(file), file.Shown, problems).Select(root => Top(root, example, problems))];

    private static Field Top(YamlNode root, string example, Problems problems) => new()
    {
        Name = "",
        Path = "",
        KeyPlace = root.Place,
        Node = root,
        Example = example,
        Problems = problems,
    };

    private static string Text(SourceFile file)
    {
        try
        {
            return File.ReadAllText(file.Path);
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new LabException($"{file.Shown} does not exist. Check the path, or name a scenario of the folder scenarios/.", problem);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new LabException($"{file.Shown} cannot be read: {problem.Message} Check that it is a file that you may read.", problem);
        }
    }
}
