using System.Diagnostics;
using System.Text.Json;

namespace Lab.Contracts.Control;

/// <summary>Writes and finds <see cref="RunFile"/>s: <c>.lab/run/&lt;id&gt;.json</c> of a repository.</summary>
public static class RunFiles
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Folder of the run files.</summary>
    public static string FolderOf(string repository) => Path.Combine(repository, ".lab", "run");

    /// <summary>A file in that folder.</summary>
    public static string PathOf(string repository, string name) => Path.Combine(FolderOf(repository), name);

    /// <summary>Held open by the one experiment that uses a lab; left behind, empty, by an experiment that was killed.</summary>
    public static string UseOf(string repository, string id) => PathOf(repository, $"{id}.in-use");

    /// <summary>Writes it for this user alone, and whole: a reader sees the complete file or none.</summary>
    public static async Task WriteAsync(string path, RunFile run, CancellationToken cancellationToken)
    {
        var draft = path + ".draft";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            // From the first byte on: a mode set afterwards would leave the token readable for a moment.
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        await using (var stream = new FileStream(draft, options))
        {
            await stream.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(run, Format), cancellationToken);
        }

        File.Move(draft, path);
    }

    /// <summary>The run that a file describes; null when it is gone, somebody else's, or no run file.</summary>
    public static RunFile? Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<RunFile>(File.ReadAllText(path), Format);
        }
        catch (Exception e) when (e is IOException or JsonException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The lab with that id; null while its file is not there or its host is gone.</summary>
    public static RunFile? Find(string repository, string id) => Alive(PathOf(repository, $"{id}.json"));

    /// <summary>Labs whose host is alive, newest first.</summary>
    public static IReadOnlyList<RunFile> Running(string repository)
    {
        var folder = new DirectoryInfo(FolderOf(repository));
        return !folder.Exists ? []
            : [.. folder.EnumerateFiles("*.json").OrderByDescending(file => file.LastWriteTimeUtc).Select(file => Alive(file.FullName)).OfType<RunFile>()];
    }

    /// <summary>Whether the host that wrote the file still runs; a process that started later merely got the same number.</summary>
    public static bool IsAlive(RunFile run, string path)
    {
        try
        {
            using var process = Process.GetProcessById(run.Pid);
            return !process.HasExited && process.StartTime.ToUniversalTime() <= File.GetLastWriteTimeUtc(path);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }

    private static RunFile? Alive(string path) => Read(path) is { } run && IsAlive(run, path) ? run : null;
}
