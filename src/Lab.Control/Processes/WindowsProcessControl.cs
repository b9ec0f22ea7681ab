using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Lab.Control.Processes;

/// <summary>Windows: a job object that ends with the host, suspend and resume by ntdll. Written from the documentation, not exercised.</summary>
[SupportedOSPlatform("windows")]
internal sealed partial class WindowsProcessControl : IProcessControl
{
    private const uint SuspendResumeAccess = 0x0800;

    public string Name => "Windows";

    public ILimits Limits { get; } = new NoLimits("Quotas are built for Linux only so far. Run the lab in WSL2, or skip this phase.");

    public ProcessStartInfo Prepare(Launch launch) => new(launch.FileName, launch.Arguments) { CreateNewProcessGroup = true };

    // A kill takes the launcher's whole tree and so the service; a pause under `dotnet run` would stop the launcher alone, so the pause is
    // reliable for executables only. Launched from an IDE the process is the service itself.
    public int? ServiceBelow(int launcher, string folder) => launcher;

    public bool IsAlive(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    public IGuard StartGuard(string mark) => new JobGuard();

    // Windows has no polite signal for a process without a console of its own, so the end is always at once.
    public void AskToEnd(int pid, EndSignal signal) => Kill(pid);

    public void Kill(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            process.Kill(entireProcessTree: true);
        }
        catch (ArgumentException)
        {
            // It is gone already.
        }
    }

    public Task PauseAsync(int pid, CancellationToken cancellationToken)
    {
        OnProcess(pid, NtSuspendProcess);
        return Task.CompletedTask;
    }

    public void Resume(int pid) => OnProcess(pid, NtResumeProcess);

    public IDisposable Boost(int pid) => new WindowsBoost(pid);

    // The job object leaves nothing behind that would have to be found.
    public IReadOnlyList<int> FindMarked(string mark) => [];

    private static void OnProcess(int pid, Func<nint, int> call)
    {
        var handle = OpenProcess(SuspendResumeAccess, inherit: false, (uint)pid);
        if (handle != 0)
        {
            _ = call(handle);
            _ = CloseHandle(handle);
        }
    }

    [LibraryImport("ntdll")]
    private static partial int NtSuspendProcess(nint process);

    [LibraryImport("ntdll")]
    private static partial int NtResumeProcess(nint process);

    [LibraryImport("kernel32", SetLastError = true)]
    private static partial nint OpenProcess(uint access, [MarshalAs(UnmanagedType.Bool)] bool inherit, uint pid);

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool CloseHandle(nint handle);
}
