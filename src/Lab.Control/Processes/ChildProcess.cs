using System.Diagnostics;

namespace Lab.Control.Processes;

/// <summary>One running process of the lab, from its start until its output is written down.</summary>
internal sealed class ChildProcess
{
    /// <summary>How long a process may take over a polite request to end, as a pod's grace period (shortened).</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan LastOutput = TimeSpan.FromMilliseconds(200);

    private readonly IProcessControl _control;
    private readonly TimeProvider _time;
    private readonly Process _process;

    private ChildProcess(IProcessControl control, IGuard guard, TimeProvider time, Process process, string logFile)
    {
        (_control, _time, _process) = (control, time, process);
        Pid = process.Id;
        var log = new ProcessLog(logFile);
        Exited = CollectAsync(guard, Task.WhenAll(
            log.PumpAsync(process.StandardOutput.BaseStream),
            log.PumpAsync(process.StandardError.BaseStream)));
    }

    /// <summary>Its process id; meaningless once <see cref="Exited"/> is done.</summary>
    public int Pid { get; }

    /// <summary>Done when it has ended: its exit code, 128 + n after signal n.</summary>
    public Task<int> Exited { get; }

    /// <summary>Starts it and tells the guard.</summary>
    public static ChildProcess Start(IProcessControl control, IGuard guard, TimeProvider time, Launch launch)
    {
        var start = control.Prepare(launch);
        start.WorkingDirectory = launch.WorkingDirectory;
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        foreach (var (name, value) in launch.Environment)
        {
            start.Environment[name] = value;
        }

        start.Environment[Launch.MarkVariable] = launch.Mark;
        var process = Process.Start(start) ?? throw new UnreachableException("Process.Start gives null only for shell execution");
        guard.Watch(process);

        // Nobody types into a service, and the host's own input must not be read by it.
        process.StandardInput.Close();
        return new ChildProcess(control, guard, time, process, launch.LogFile);
    }

    /// <summary>Asks it to end and kills it when it takes longer than the grace.</summary>
    public async Task<int> EndAsync(EndSignal signal, TimeSpan grace)
    {
        if (!Exited.IsCompleted)
        {
            _control.AskToEnd(Pid, signal);
            await Task.WhenAny(Exited, Task.Delay(grace, _time, CancellationToken.None));
        }

        return await KillAsync();
    }

    /// <summary>Ends it and all below it at once; done when it is gone.</summary>
    public async Task<int> KillAsync()
    {
        if (!Exited.IsCompleted)
        {
            _control.Kill(Pid);
        }

        return await Exited;
    }

    private async Task<int> CollectAsync(IGuard guard, Task output)
    {
        await _process.WaitForExitAsync(CancellationToken.None);
        var exitCode = _process.ExitCode;
        guard.Forget(Pid);

        // A grandchild may hold the pipe open; the log of the process itself is complete by then.
        await Task.WhenAny(output, Task.Delay(LastOutput, _time, CancellationToken.None));
        _process.Dispose();
        DiagnosticFiles.RemoveOf(Pid);
        return exitCode;
    }
}
