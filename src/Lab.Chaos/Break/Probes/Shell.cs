using System.ComponentModel;
using System.Diagnostics;
using Lab.Contracts;

namespace Lab.Chaos.Break.Probes;

/// <summary>Runs commands.</summary>
internal interface IShell
{
    /// <summary>Exit code, output, error output. On cancellation the command and its children are ended first.</summary>
    Task<(int Code, string Output, string Error)> RunAsync(string command, CancellationToken cancellationToken);
}

/// <summary>Runs commands with <c>/bin/sh -c</c>, as Litmus does inside its own pod.</summary>
/// <param name="folder">Where they start.</param>
internal sealed class Shell(string folder) : IShell
{
    public async Task<(int Code, string Output, string Error)> RunAsync(string command, CancellationToken cancellationToken)
    {
        ProcessStartInfo start = new("/bin/sh", ["-c", command])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
        using var process = Start(start);
        process.StandardInput.Close();
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);

            return (process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start) ?? throw new UnreachableException("Process.Start returns null only with UseShellExecute.");
        }
        catch (Win32Exception problem)
        {
            throw new LabException($"/bin/sh cannot be started for a cmdProbe: {problem.Message} Run the lab where there is a shell (on Windows: in WSL).", problem);
        }
    }
}
