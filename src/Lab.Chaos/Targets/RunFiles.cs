using System.Diagnostics;
using System.Text.Json;
using Lab.Contracts.Control;

namespace Lab.Chaos.Targets;

/// <summary>Finds running labs through <c>.lab/run/*.json</c>.</summary>
internal static class RunFiles
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>The lab with that id, or null while its file is not there or its host is gone.</summary>
    public static RunFile? Find(string repository, string id) =>
        Read(PathOf(repository, $"{id}.json")) is { } run && IsAlive(run.Pid) ? run : null;

    /// <summary>Labs whose host is alive, newest first.</summary>
    public static IReadOnlyList<RunFile> Running(string repository)
    {
        var folder = new DirectoryInfo(FolderOf(repository));
        return !folder.Exists ? []
            : [.. folder.EnumerateFiles("*.json")
                .OrderByDescending(file => file.LastWriteTimeUtc)
                .Select(file => Read(file.FullName))
                .OfType<RunFile>()
                .Where(run => IsAlive(run.Pid))];
    }

    /// <summary>A file beside the run files.</summary>
    public static string PathOf(string repository, string name) => Path.Combine(FolderOf(repository), name);

    private static string FolderOf(string repository) => Path.Combine(repository, ".lab", "run");

    private static RunFile? Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<RunFile>(File.ReadAllText(path), Json);
        }
        catch (Exception failure) when (failure is IOException or JsonException or UnauthorizedAccessException)
        {
            // Being written, removed meanwhile, or another user's: not a lab that we can use now.
            return null;
        }
    }

    private static bool IsAlive(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
