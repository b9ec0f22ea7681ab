using System.ComponentModel;
using System.Globalization;
using System.Runtime.InteropServices;
using Lab.Contracts;

namespace Lab.Control.Processes;

/// <summary>
/// Linux: the niceness of every thread, and of the session. Where the kernel groups processes by session (<c>autogroup</c>, sched(7)) each
/// service is a group of its own with an equal share, and the niceness of its threads counts inside that group only; elsewhere
/// there is no such group, and the threads' own niceness counts.
/// </summary>
internal sealed partial class LinuxBoost : IDisposable
{
    // The most that a group or thread can be put forward is -20; this leaves room for what the system itself needs.
    private const int First = -15;
    private const int PrioProcess = 0;

    private readonly int _pid;
    private readonly string? _started;
    private readonly int _group;
    private readonly int _nice;

    private LinuxBoost(int pid) =>
        (_pid, _started, _group, _nice) = (pid, ProcFiles.Started(pid), GroupNiceness(pid), GetPriority(PrioProcess, pid));

    /// <exception cref="LabException">Neither root nor CAP_SYS_NICE.</exception>
    public static LinuxBoost Of(int pid)
    {
        var boost = new LinuxBoost(pid);
        if (SetPriority(PrioProcess, pid, First) != 0)
        {
            throw new LabException($"Linux does not let this user put process {pid} first ({new Win32Exception().Message}). "
                + "Run the lab as root or with CAP_SYS_NICE, or take the wider spread.");
        }

        boost.Set(First, First);
        return boost;
    }

    public void Dispose()
    {
        if (_started is not null && ProcFiles.Started(_pid) == _started)
        {
            Set(_group, _nice);
        }
    }

    private void Set(int group, int nice)
    {
        foreach (var thread in ProcFiles.Threads(_pid))
        {
            _ = SetPriority(PrioProcess, thread, nice);   // it may have ended
        }

        try
        {
            if (File.Exists(GroupFile(_pid)))
            {
                File.WriteAllText(GroupFile(_pid), group.ToString(CultureInfo.InvariantCulture));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Gone meanwhile, or not ours to change: the threads' niceness is what is left.
        }
    }

    private static string GroupFile(int pid) => $"/proc/{pid}/autogroup";

    // The line is `/autogroup-98785 nice 0`; without the feature there is no file.
    private static int GroupNiceness(int pid)
    {
        try
        {
            return int.TryParse(File.ReadAllText(GroupFile(pid)).Split(' ')[^1], NumberStyles.AllowLeadingSign | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var nice) ? nice : 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    [LibraryImport("libc", EntryPoint = "setpriority", SetLastError = true)]
    private static partial int SetPriority(int which, int who, int niceness);

    [LibraryImport("libc", EntryPoint = "getpriority")]
    private static partial int GetPriority(int which, int who);
}
