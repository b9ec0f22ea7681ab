using Lab.Contracts;

namespace Lab.Chaos.Scenarios;

/// <summary>Finds scenarios: by the name of a folder under <c>scenarios/</c>, or by the path of a folder or file anywhere.</summary>
internal static class ScenarioCatalog
{
    public const string FileName = "scenario.yaml";

    /// <summary>The file to read.</summary>
    /// <exception cref="LabException">There is none; the message lists those that there are.</exception>
    public static SourceFile Find(string nameOrPath, string repositoryRoot, string currentDirectory)
    {
        string folder = Path.Combine(repositoryRoot, "scenarios");
        IReadOnlyList<string> known = Names(folder);
        if (known.Contains(nameOrPath))
        {
            return SourceFile.SeenFrom(currentDirectory, Path.Combine(folder, nameOrPath, FileName));
        }

        string path = Path.GetFullPath(nameOrPath, currentDirectory);
        if (nameOrPath.Length > 0 && Directory.Exists(path))
        {
            return File.Exists(Path.Combine(path, FileName))
                ? SourceFile.SeenFrom(currentDirectory, Path.Combine(path, FileName))
                : throw new LabException($"Folder '{nameOrPath}' holds no {FileName}. {Mend(nameOrPath, known)}");
        }

        return File.Exists(path)
            ? SourceFile.SeenFrom(currentDirectory, path)
            : throw new LabException($"Unknown scenario '{nameOrPath}'. {Mend(nameOrPath, known)}");
    }

    /// <summary>Folders that hold a scenario.yaml, in order of their names.</summary>
    public static IReadOnlyList<string> Names(string scenariosFolder) =>
        !Directory.Exists(scenariosFolder) ? [] :
        [
            .. Directory.EnumerateDirectories(scenariosFolder)
                .Where(folder => File.Exists(Path.Combine(folder, FileName)))
                .Select(folder => Path.GetFileName(folder))
                .Order(StringComparer.Ordinal),
        ];

    private static string Mend(string wrong, IReadOnlyList<string> known) =>
        $"{Suggest.Among(wrong, known)} Give a name, or the path of a folder or file.";
}
