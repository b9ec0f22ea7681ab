using System.Diagnostics;
using Lab.Control.Processes;

namespace Lab.AppHost.Aspire.Phases;

/// <summary>One run of the <c>lab</c> command, whose lines are told as they come.</summary>
internal sealed class LabProcess
{
    private readonly IProcessControl _control;

    private LabProcess(IProcessControl control, IGuard guard, Process process, Action<string> said)
    {
        _control = control;
        Pid = process.Id;
        Exited = CollectAsync(process, guard, said);
    }

    /// <summary>Its process id; meaningless once <see cref="Exited"/> is done.</summary>
    public int Pid { get; }

    /// <summary>Done when it has ended and its last line was told: its exit code.</summary>
    public Task<int> Exited { get; }

    /// <summary>Starts it and tells the guard, which ends it when this process is killed.</summary>
    public static LabProcess Start(IProcessControl control, IGuard guard, Launch launch, Action<string> said)
    {
        var start = control.Prepare(launch);
        start.WorkingDirectory = launch.WorkingDirectory;
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        foreach (var (name, value) in launch.Environment)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start) ?? throw new UnreachableException("Process.Start gives null only for shell execution");
        guard.Watch(process);
        process.StandardInput.Close();
        return new LabProcess(control, guard, process, said);
    }

    /// <summary>Asks it to end, and kills it and what is below it when it takes longer than the grace.</summary>
    public async Task EndAsync(TimeSpan grace)
    {
        if (!Exited.IsCompleted)
        {
            _control.AskToEnd(Pid, EndSignal.Terminate);
            await Task.WhenAny(Exited, Task.Delay(grace, TimeProvider.System, CancellationToken.None));
        }

        if (!Exited.IsCompleted)
        {
            _control.Kill(Pid);
        }

        await Exited;
    }

    private async Task<int> CollectAsync(Process process, IGuard guard, Action<string> said)
    {
        await Task.WhenAll(ReadAsync(process.StandardOutput, said), ReadAsync(process.StandardError, said));
        await process.WaitForExitAsync(CancellationToken.None);
        guard.Forget(Pid);
        DiagnosticFiles.RemoveOf(Pid);
        var exitCode = process.ExitCode;
        process.Dispose();
        return exitCode;
    }

    private static async Task ReadAsync(StreamReader lines, Action<string> said)
    {
        while (await lines.ReadLineAsync(CancellationToken.None) is { } line)
        {
            said(line);
        }
    }
}
