using Lab.Contracts.Machine;
using Lab.Control.Processes;

namespace Lab.Hosting.Running;

/// <summary>Which program runs a resource.</summary>
internal static class ResourcePrograms
{
    /// <summary>What is wrong with the program of this resource, or null.</summary>
    public static string? Problem(Resource resource) => resource switch
    {
        ProjectResource { Metadata: { } metadata } when !File.Exists(metadata.BinaryPath) =>
            $"Resource '{resource.Name}': its binary {metadata.BinaryPath} is not there. Build it: dotnet build {metadata.ProjectPath}",
        ExecutableResource executable when Resolve(executable.Command) is null =>
            $"Resource '{resource.Name}': program '{executable.Command}' was not found. Give its full path, or put it on the PATH.",
        _ => null,
    };

    /// <summary>The program and where it starts; its arguments and variables are the planner's business.</summary>
    public static Launch Command(Resource resource, string appHostDirectory, string logFile, string mark) => new()
    {
        FileName = resource switch
        {
            ProjectResource { Metadata: { } metadata } => AppHostOf(metadata) ?? Programs.Require("dotnet", "https://dot.net"),
            ExecutableResource executable => Resolve(executable.Command)!,
            _ => throw new System.Diagnostics.UnreachableException($"{resource.Kind} has a recipe instead of a program"),
        },
        WorkingDirectory = resource switch
        {
            // Where `dotnet run` starts it too: appsettings.json of the sources counts.
            ProjectResource { Metadata: { } metadata } => Path.GetDirectoryName(metadata.ProjectPath)!,
            ExecutableResource executable => Path.GetFullPath(executable.WorkingDirectory, appHostDirectory),
            _ => appHostDirectory,
        },
        LogFile = logFile,
        Mark = mark,
    };

    /// <summary>Words between the program and the resource's own arguments.</summary>
    public static IReadOnlyList<string> Prefix(Resource resource) =>
        resource is ProjectResource { Metadata: { } metadata } && AppHostOf(metadata) is null ? [metadata.BinaryPath] : [];

    // The native program beside the assembly shows under its own name in ps and top, where `dotnet` would hide which service it is.
    private static string? AppHostOf(IProjectMetadata metadata)
    {
        var program = Programs.InFolder(
            Path.GetDirectoryName(metadata.BinaryPath)!, Path.GetFileNameWithoutExtension(metadata.BinaryPath));
        return File.Exists(program) ? program : null;
    }

    private static string? Resolve(string command) => command.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal)
        ? File.Exists(command) ? Path.GetFullPath(command) : null
        : Programs.Find(command);
}
