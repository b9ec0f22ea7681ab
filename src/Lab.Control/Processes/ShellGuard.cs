using System.Diagnostics;
using System.Reflection;
using Lab.Contracts.Machine;

namespace Lab.Control.Processes;

/// <summary>
/// A small shell in a session of its own that reads a pipe of the host: <c>host --pipe--> guard --kill--> children</c>. The system
/// closes the pipe when the host ends, even by <c>kill -9</c>. The parent-death signal would not do: it fires when the thread that
/// started the child ends, and is cleared when privileges are dropped.
/// </summary>
internal sealed class ShellGuard : IGuard
{
    private readonly Process _shell;
    private readonly Lock _oneOrderAtATime = new();

    public ShellGuard(string mark)
    {
        var setsid = Programs.Find("setsid");
        string[] words = [.. setsid is null ? Array.Empty<string>() : [setsid], "/bin/sh", "-c", Script(), "lab-guard", $"{Launch.MarkVariable}={mark}"];
        var start = new ProcessStartInfo(words[0], words.Skip(1)) { RedirectStandardInput = true, UseShellExecute = false, WorkingDirectory = "/" };

        // The guard must not carry the mark itself, or it would end itself before its work is done.
        start.Environment.Remove(Launch.MarkVariable);
        _shell = Process.Start(start) ?? throw new UnreachableException("Process.Start gives null only for shell execution");
        _shell.StandardInput.AutoFlush = true;
    }

    public int Pid => _shell.Id;

    public void Watch(Process process) => Order($"+{process.Id}");

    public void Forget(int pid) => Order($"-{pid}");

    public void RemoveAtEnd(string path) => Order($"={Path.GetFullPath(path)}");

    /// <summary>A control group to remove once its processes are gone; these are folders that only rmdir may touch.</summary>
    public void RemoveGroupAtEnd(string path) => Order($"c{path}");

    /// <summary>Ends the pipe and waits until the guard has cleared what is left.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await _shell.StandardInput.DisposeAsync();
            await _shell.WaitForExitAsync(CancellationToken.None);
        }
        catch (Exception e) when (e is IOException or InvalidOperationException)
        {
            // Somebody ended the guard; there is nothing left that it could do.
        }

        _shell.Dispose();
    }

    private void Order(string order)
    {
        lock (_oneOrderAtATime)
        {
            try
            {
                _shell.StandardInput.WriteLine(order);
            }
            catch (Exception e) when (e is IOException or ObjectDisposedException)
            {
                // Without its guard the lab works on; the next start clears what a crash would leave.
            }
        }
    }

    private static string Script()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("guard.sh")
            ?? throw new UnreachableException("guard.sh is embedded by the project file");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
