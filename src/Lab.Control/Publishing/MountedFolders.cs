namespace Lab.Control.Publishing;

/// <summary>Arguments that name a folder of the repository: the pod finds its files there too, and a change of them needs no new image.</summary>
internal static class MountedFolders
{
    public static IEnumerable<MountedFolder> Of(IEnumerable<string> arguments, string repository) =>
        from argument in arguments
        where !argument.StartsWith('-') && argument.Contains('/', StringComparison.Ordinal) && !Path.IsPathRooted(argument)
        let folder = Path.Combine(repository, argument)
        where Directory.Exists(folder)
        select new MountedFolder(argument.TrimEnd('/'), Directory.GetFiles(folder).ToDictionary(file => Path.GetFileName(file), file => File.ReadAllText(file).ReplaceLineEndings("\n")));
}
