using Lab.Contracts;

namespace Lab.Chaos;

/// <summary>Where things are: the repository, its built binaries, its runs.</summary>
/// <param name="Repository">Folder of Lab.sln.</param>
/// <param name="Output">Binary folder below a project: <c>bin/embedded/Release/net10.0</c>.</param>
internal sealed record LabPaths(string Repository, string Output)
{
    /// <summary>Says where runs go, in place of the repository: an image cannot be written to.</summary>
    private const string RunsVariable = "LAB_RUNS";

    public string Runs => Environment.GetEnvironmentVariable(RunsVariable) is { Length: > 0 } folder ? Path.GetFullPath(folder) : Path.Combine(Repository, "runs");

    /// <summary>The engine this binary was built with: <c>embedded</c> or <c>aspire</c>.</summary>
    public string Engine => Output.Split(Path.DirectorySeparatorChar) is [_, var engine, ..] ? engine : "embedded";

    /// <summary>From the place of this binary, so that it does not matter where the command is called from.</summary>
    /// <exception cref="LabException">The binary was moved out of the repository.</exception>
    public static LabPaths Find()
    {
        // …/src/Lab.Chaos/bin/embedded/Release/net10.0/
        var binary = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        for (var folder = binary; folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Lab.sln")))
            {
                return new LabPaths(folder.FullName, OutputBelowProject(binary));
            }
        }

        if (Directory.Exists(Path.Combine(binary.FullName, "scenarios")))
        {
            // An image: the scenarios lie beside the program, and there is nothing that it could start.
            return new LabPaths(binary.FullName, "");
        }

        throw new LabException($"No Lab.sln above {binary.FullName}. Call ./lab from a checkout of the repository.");
    }

    /// <summary>The built executable of a project folder, for example <c>src/AppHost</c>.</summary>
    /// <exception cref="LabException">It is not built.</exception>
    public string BinaryOf(string project)
    {
        var name = Path.GetFileName(project.TrimEnd('/')) + (OperatingSystem.IsWindows() ? ".exe" : "");
        var path = Path.Combine(Repository, project, Output, name);
        return File.Exists(path) ? path
            : throw new LabException($"{path} is not there. Build it: dotnet build {project} -c {Configuration}.");
    }

    private string Configuration => Path.GetFileName(Path.GetDirectoryName(Output)) ?? "Release";

    // The part from the last folder named bin on.
    private static string OutputBelowProject(DirectoryInfo binary)
    {
        var parts = new Stack<string>();
        for (var folder = binary; folder is not null; folder = folder.Parent)
        {
            parts.Push(folder.Name);
            if (folder.Name == "bin")
            {
                return Path.Combine([.. parts]);
            }
        }

        throw new LabException($"{binary.FullName} is not below a folder named bin. Call ./lab from a checkout of the repository.");
    }
}
