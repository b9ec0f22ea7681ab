using Lab.Contracts.Control;
using Lab.Control.Backing;
using Lab.Control.Processes;

namespace Lab.Control.Runs;

/// <summary>Clears what a lab left whose host and guard were both killed: its processes, its data, its run file.</summary>
internal static class StaleRuns
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10);

    public static async Task ClearAsync(string root, IProcessControl control, CancellationToken cancellationToken)
    {
        var folder = RunFiles.FolderOf(root);
        foreach (var file in Directory.Exists(folder) ? Directory.GetFiles(folder, "*.json") : [])
        {
            if (RunFiles.Read(file) is { } run && !RunFiles.IsAlive(run, file))
            {
                await ClearAsync(run, file, control, cancellationToken);
            }
        }

        // Also of runs whose guard removed all but these.
        control.Limits.ClearStrays();
    }

    private static async Task ClearAsync(RunFile run, string file, IProcessControl control, CancellationToken cancellationToken)
    {
        var left = control.FindMarked(run.Id);
        left.ToList().ForEach(control.Kill);
        while (left.Any(control.IsAlive))
        {
            // What they hold, control groups for one, can be removed only once they are gone.
            await Task.Delay(Look, TimeProvider.System, cancellationToken);
        }

        var data = Path.Combine(await TempRoot.GetAsync(cancellationToken), run.Id);
        if (Directory.Exists(data))
        {
            Directory.Delete(data, recursive: true);
        }

        File.Delete(file);
    }
}
