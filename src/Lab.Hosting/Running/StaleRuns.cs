using System.Diagnostics;
using Lab.Contracts.Control;
using Lab.Hosting.Backing;
using Lab.Hosting.Control;
using Lab.Hosting.Processes;

namespace Lab.Hosting.Running;

/// <summary>Clears what a lab left whose host and guard were both killed: its processes, its data, its run file.</summary>
internal static class StaleRuns
{
    public static async Task ClearAsync(string root, IProcessControl control, CancellationToken cancellationToken)
    {
        var folder = RunPlace.RunFolder(root);
        foreach (var file in Directory.Exists(folder) ? Directory.GetFiles(folder, "*.json") : [])
        {
            if (await RunFiles.ReadAsync(file, cancellationToken) is { } run && !IsAlive(run.Pid, File.GetLastWriteTimeUtc(file)))
            {
                await ClearAsync(run, file, control, cancellationToken);
            }
        }
    }

    private static async Task ClearAsync(RunFile run, string file, IProcessControl control, CancellationToken cancellationToken)
    {
        foreach (var pid in control.FindMarked(run.Id))
        {
            control.Kill(pid);
        }

        var data = Path.Combine(await TempRoot.GetAsync(cancellationToken), run.Id);
        if (Directory.Exists(data))
        {
            Directory.Delete(data, recursive: true);
        }

        File.Delete(file);
    }

    // The host wrote the file after it had started; a process that started later merely got the same number.
    private static bool IsAlive(int pid, DateTime written)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            return process.StartTime.ToUniversalTime() <= written;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }
}
