using System.Runtime.InteropServices;

namespace Lab.Control.Processes;

/// <summary>kill(2), with the numbers that differ between Linux and macOS.</summary>
internal static partial class PosixSignals
{
    public const int Interrupt = 2;
    public const int Kill = 9;
    public const int Terminate = 15;

    public static int Stop => OperatingSystem.IsMacOS() ? 17 : 19;

    public static int Continue => OperatingSystem.IsMacOS() ? 19 : 18;

    /// <summary>Sends it; a process that is gone already is no error, since it may end at any moment.</summary>
    public static void Send(int pid, int signal)
    {
        // 0 and -1 mean "my group" and "everybody": a caller's slip must not end the user's session.
        ArgumentOutOfRangeException.ThrowIfLessThan(pid, 2);
        _ = SysKill(pid, signal);
    }

    public static int Number(EndSignal signal) => signal switch
    {
        EndSignal.Terminate => Terminate,
        EndSignal.Interrupt => Interrupt,
        _ => throw new ArgumentOutOfRangeException(nameof(signal), signal, "Not a signal that asks for an end."),
    };

    [LibraryImport("libc", EntryPoint = "geteuid")]
    public static partial uint EffectiveUser();

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int SysKill(int pid, int signal);
}
