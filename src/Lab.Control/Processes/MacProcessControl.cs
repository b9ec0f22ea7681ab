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
    public IDisposable Boost(int pid) => throw new LabException("macOS lets nobody put a process first that runs already.");

    public IReadOnlyList<int> FindMarked(string mark) => [];

    public int? ServiceBelow(int launcher, string folder) =>
        // Words are split at blanks, since ps does not quote: a folder with a blank in its name is not found below its launcher.
        Launchers.ServiceAmong(Tree(launcher).Select(p => (p.Pid, (IReadOnlyList<string>)p.Command.Split(' '))), folder);

    public bool IsAlive(int pid) => Processes().Any(p => p.Pid == pid && !p.Command.EndsWith("<defunct>", StringComparison.Ordinal));

    private static void SendToTree(int root, int signal) => Tree(root).ForEach(p => PosixSignals.Send(p.Pid, signal));

    private static List<(int Pid, int Parent, string Command)> Tree(int root)
    {
        var processes = Processes();
        var children = processes.ToLookup(p => p.Parent);
        List<(int Pid, int Parent, string Command)> tree = [.. processes.Where(p => p.Pid == root)];
        for (var next = 0; next < tree.Count; next++)
        {
            tree.AddRange(children[tree[next].Pid]);
        }

        return tree;
    }

    private static List<(int Pid, int Parent, string Command)> Processes()
    {
        using var ps = Process.Start(new ProcessStartInfo("/bin/ps", ["-axwwo", "pid=,ppid=,command="]) { RedirectStandardOutput = true, UseShellExecute = false })
            ?? throw new LabException("/bin/ps did not start; the lab needs it to find the children of a process.");
        return [.. ps.StandardOutput.ReadToEnd()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' ', 3, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .Where(f => f.Length == 3)
            .Select(f => (int.Parse(f[0], CultureInfo.InvariantCulture), int.Parse(f[1], CultureInfo.InvariantCulture), f[2]))];
    }
}
