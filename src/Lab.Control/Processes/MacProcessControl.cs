using System.Diagnostics;
using System.Globalization;
using Lab.Contracts;

namespace Lab.Control.Processes;

/// <summary>macOS: signals and ps; no quota. Written from the manual pages, not exercised.</summary>
internal sealed class MacProcessControl : IProcessControl
{
    public string Name => "macOS";

    public ILimits Limits { get; } = new NoLimits("macOS has no quota for a single process. Run the lab on Linux, or skip this phase.");

    public ProcessStartInfo Prepare(Launch launch) => PosixCommand.For(launch);

    public IGuard StartGuard(string mark) => new ShellGuard(mark);

    public void AskToEnd(int pid, EndSignal signal)
    {
        PosixSignals.Send(pid, PosixSignals.Number(signal));
        Resume(pid);
    }

    public void Kill(int pid) => SendToTree(pid, PosixSignals.Kill);

    public Task PauseAsync(int pid, CancellationToken cancellationToken)
    {
        SendToTree(pid, PosixSignals.Stop);
        return Task.CompletedTask;
    }

    public void Resume(int pid) => SendToTree(pid, PosixSignals.Continue);

    // macOS shows the environment of a process to nobody; the guard knows the ids it was told.
    public IReadOnlyList<int> FindMarked(string mark) => [];

    private static void SendToTree(int root, int signal)
    {
        var children = ParentsByPs().ToLookup(p => p.Parent, p => p.Pid);
        List<int> tree = [root];
        for (var next = 0; next < tree.Count; next++)
        {
            tree.AddRange(children[tree[next]]);
        }

        tree.ForEach(pid => PosixSignals.Send(pid, signal));
    }

    private static List<(int Pid, int Parent)> ParentsByPs()
    {
        using var ps = Process.Start(new ProcessStartInfo("/bin/ps", ["-axo", "pid=,ppid="]) { RedirectStandardOutput = true, UseShellExecute = false })
            ?? throw new LabException("/bin/ps did not start; the lab needs it to find the children of a process.");
        return [.. ps.StandardOutput.ReadToEnd()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(f => (int.Parse(f[0], CultureInfo.InvariantCulture), int.Parse(f[1], CultureInfo.InvariantCulture)))];
    }
}
