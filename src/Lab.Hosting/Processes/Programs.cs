using Lab.Contracts;

namespace Lab.Hosting.Processes;

/// <summary>Programs on the PATH.</summary>
internal static class Programs
{
    /// <summary>Full path of the first program of that name, or null.</summary>
    public static string? Find(string name) => Folders().Select(folder => InFolder(folder, name)).FirstOrDefault(File.Exists);

    /// <summary>Full path, or an error with the command that installs it.</summary>
    public static string Require(string name, string mend) =>
        Find(name) ?? throw new LabException($"'{name}' is not on the PATH. Install it: {mend}");

    /// <summary>Path of a program within a folder, with the system's ending.</summary>
    public static string InFolder(string folder, string name) =>
        Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name);

    /// <summary>The folders of the PATH, in its order.</summary>
    public static IEnumerable<string> Folders() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
}
