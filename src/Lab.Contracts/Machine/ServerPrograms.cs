using System.Globalization;

namespace Lab.Contracts.Machine;

/// <summary>Finds redis-server and PostgreSQL on this machine.</summary>
public static class ServerPrograms
{
    /// <summary>Full path of redis-server, or null.</summary>
    public static string? Redis => Programs.Find("redis-server");

    /// <summary>
    /// Folder that holds both initdb and postgres, or null. The PATH first, then Debian's folders, newest version first; a lone
    /// <c>postgres</c> without its initdb beside it is no installation.
    /// </summary>
    public static string? PostgresFolder => Programs.Folders().Concat(DebianFolders()).FirstOrDefault(IsWhole);

    /// <summary>One error that lists all that is missing and the commands that mend it.</summary>
    public static LabException Missing(bool redis = true, bool postgres = true)
    {
        List<string> problems = [];
        if (redis && Redis is null)
        {
            problems.Add("redis-server is not on the PATH. Install it: " + Install("redis-server", "redis"));
        }

        if (postgres && PostgresFolder is null)
        {
            problems.Add("PostgreSQL (initdb and postgres in one folder) is neither on the PATH nor under /usr/lib/postgresql. Install it: "
                + Install("postgresql", "postgresql@17"));
        }

        return new LabException([.. problems]);
    }

    /// <summary>Throws when something that is needed is missing.</summary>
    /// <exception cref="LabException">All that is missing.</exception>
    public static void Require(bool redis, bool postgres)
    {
        if ((redis && Redis is null) || (postgres && PostgresFolder is null))
        {
            throw Missing(redis, postgres);
        }
    }

    private static string Install(string debian, string brew) =>
        OperatingSystem.IsMacOS() ? $"brew install {brew}"
        : OperatingSystem.IsWindows() ? $"run the lab in WSL2 and there: sudo apt-get install {debian}"
        : $"sudo apt-get install {debian}";

    private static bool IsWhole(string folder) =>
        File.Exists(Programs.InFolder(folder, "initdb")) && File.Exists(Programs.InFolder(folder, "postgres"));

    private static IEnumerable<string> DebianFolders() => Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql")
            .OrderByDescending(folder => double.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var v) ? v : 0)
            .Select(folder => Path.Combine(folder, "bin"))
        : [];
}
