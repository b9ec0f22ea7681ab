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
    private const int MostTries = 20;

    private static readonly TimeSpan TryEvery = TimeSpan.FromMilliseconds(60);

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

        _ = boost.Set(First, First);   // where the group cannot be changed, the threads' niceness is what is left
        return boost;
    }

    public void Dispose()
    {
        if (!Set(_group, _nice))
        {
            _ = RestoreLaterAsync();
        }
    }

    // True when it is so now, or when there is nothing left to set.
    private bool Set(int group, int nice)
    {
        if (_started is null || ProcFiles.Started(_pid) != _started)
        {
            return true;
        }

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

            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    // Without CAP_SYS_ADMIN the kernel takes one change of a group in 100 ms and refuses the next one (EAGAIN): a volley may be over sooner.
    private async Task RestoreLaterAsync()
    {
        for (var tried = 0; tried < MostTries && !Set(_group, _nice); tried++)
        {
            await Task.Delay(TryEvery, TimeProvider.System);
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
