namespace Lab.Contracts.Machine;

/// <summary>Programs on the PATH, and in the folders that a service's or an IDE's PATH often lacks.</summary>
public static class Programs
{
    private static readonly string[] MoreFolders =
        OperatingSystem.IsWindows() ? [] : ["/usr/local/sbin", "/usr/sbin", "/sbin", "/opt/homebrew/bin", "/usr/local/bin"];

    /// <summary>Full path of the first program of that name, or null.</summary>
    public static string? Find(string name) => Folders().Select(folder => InFolder(folder, name)).FirstOrDefault(File.Exists);

    /// <summary>Full path, or an error with the command that installs it.</summary>
    /// <exception cref="LabException">There is no such program.</exception>
    public static string Require(string name, string mend) =>
        Find(name) ?? throw new LabException($"'{name}' is not on the PATH. Install it: {mend}");

    /// <summary>Path of a program within a folder, with the system's ending.</summary>
    public static string InFolder(string folder, string name) =>
        Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name);

    /// <summary>The folders of the PATH in its order, then the others.</summary>
    public static IEnumerable<string> Folders() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Concat(MoreFolders);
}
