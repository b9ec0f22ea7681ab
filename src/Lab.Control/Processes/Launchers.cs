namespace Lab.Control.Processes;

/// <summary>Tells a service from what started it, by the command lines of a process tree.</summary>
internal static class Launchers
{
    /// <summary>
    /// The first process whose program lies in the folder, by full path: <c>/src/Shop/bin/…/Shop</c>, or <c>dotnet /src/Shop/bin/…/Shop.dll</c>.
    /// <c>dotnet run --project /src/Shop/Shop.csproj</c> is none: its first two words name no file there.
    /// </summary>
    public static int? ServiceAmong(IEnumerable<(int Pid, IReadOnlyList<string> Words)> tree, string folder)
    {
        var inside = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)) + Path.DirectorySeparatorChar;
        foreach (var (pid, words) in tree)
        {
            if (words.Take(2).Any(word => word.StartsWith(inside, StringComparison.Ordinal)))
            {
                return pid;
            }
        }

        return null;
    }
}
