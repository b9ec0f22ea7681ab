using System.Diagnostics;

namespace Lab.Control.Processes;

/// <summary>Linux: signals, /proc, cgroups.</summary>
internal sealed class LinuxProcessControl(TimeProvider time) : IProcessControl
{
    private static readonly TimeSpan StateCheck = TimeSpan.FromMilliseconds(2);

    public string Name => "Linux";

    public ILimits Limits { get; } = new CgroupLimits();

    public ProcessStartInfo Prepare(Launch launch) => PosixCommand.For(launch);

    public int? ServiceBelow(int launcher, string folder) =>
        Launchers.ServiceAmong(ProcFiles.Tree(launcher).Select(pid => (pid, ProcFiles.CommandLine(pid))), folder);

    public bool IsAlive(int pid) => ProcFiles.State(pid) is not ('Z' or 'X' or null);

    public IGuard StartGuard(string mark) => new ShellGuard(mark);

    public void AskToEnd(int pid, EndSignal signal)
    {
        PosixSignals.Send(pid, PosixSignals.Number(signal));

        // A stopped process keeps the request pending for ever.
        Resume(pid);
    }

    public void Kill(int pid) => SendToTree(pid, PosixSignals.Kill);

    public async Task PauseAsync(int pid, CancellationToken cancellationToken)
    {
        // A process forked between the look and the signal would run on: look again until nothing moves.
        while (ProcFiles.Tree(pid).Where(IsMoving).ToList() is { Count: > 0 } moving)
        {
            moving.ForEach(member => PosixSignals.Send(member, PosixSignals.Stop));
            await Task.Delay(StateCheck, time, cancellationToken);
        }
    }

    public void Resume(int pid) => SendToTree(pid, PosixSignals.Continue);

    public IDisposable Boost(int pid) => LinuxBoost.Of(pid);

    public IReadOnlyList<int> FindMarked(string mark) => ProcFiles.WithEnvironment($"{Launch.MarkVariable}={mark}");

    private static bool IsMoving(int pid) => ProcFiles.State(pid) is not ('T' or 't' or 'Z' or 'X' or null);

    private static void SendToTree(int root, int signal)
    {
        foreach (var pid in ProcFiles.Tree(root))
        {
            PosixSignals.Send(pid, signal);
        }
    }
}
