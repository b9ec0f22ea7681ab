using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Lab.Control.Processes;

/// <summary>A Windows job object whose processes end when the host's last handle to it closes. Not exercised.</summary>
[SupportedOSPlatform("windows")]
internal sealed partial class JobGuard : IGuard
{
    private const int ExtendedLimitInformation = 9;
    private const uint KillOnJobClose = 0x2000;

    private readonly nint _job = CreateJobObjectW(0, 0);
    private readonly List<string> _paths = [];

    public JobGuard()
    {
        var limits = new ExtendedLimits { LimitFlags = KillOnJobClose };
        if (!SetInformationJobObject(_job, ExtendedLimitInformation, ref limits, Marshal.SizeOf<ExtendedLimits>()))
        {
            throw new System.ComponentModel.Win32Exception();
        }
    }

    public void Watch(Process process) => _ = AssignProcessToJobObject(_job, process.Handle);

    public void Forget(int pid)
    {
        // A job drops its processes by itself.
    }

    public void RemoveAtEnd(string path) => _paths.Add(path);

    public ValueTask DisposeAsync()
    {
        _ = CloseHandle(_job);
        foreach (var path in _paths.Where(Directory.Exists))
        {
            Directory.Delete(path, recursive: true);
        }

        _paths.ForEach(File.Delete);
        return ValueTask.CompletedTask;
    }

    // JOBOBJECT_EXTENDED_LIMIT_INFORMATION; only the flags matter here, the rest keeps the layout.
    [StructLayout(LayoutKind.Sequential)]
    private struct ExtendedLimits
    {
        public long PerProcessUserTimeLimit;
        public long PerJobUserTimeLimit;
        public uint LimitFlags;
        public nuint MinimumWorkingSetSize;
        public nuint MaximumWorkingSetSize;
        public uint ActiveProcessLimit;
        public nuint Affinity;
        public uint PriorityClass;
        public uint SchedulingClass;
        public ulong ReadOperationCount;
        public ulong WriteOperationCount;
        public ulong OtherOperationCount;
        public ulong ReadTransferCount;
        public ulong WriteTransferCount;
        public ulong OtherTransferCount;
        public nuint ProcessMemoryLimit;
        public nuint JobMemoryLimit;
        public nuint PeakProcessMemoryUsed;
        public nuint PeakJobMemoryUsed;
    }

    [LibraryImport("kernel32", SetLastError = true)]
    private static partial nint CreateJobObjectW(nint attributes, nint name);

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool SetInformationJobObject(nint job, int kind, ref ExtendedLimits limits, int length);

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool AssignProcessToJobObject(nint job, nint process);

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool CloseHandle(nint handle);
}
