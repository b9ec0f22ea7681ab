using Lab.Contracts;

namespace Lab.Control.Processes;

/// <summary>The process control of the system we run on.</summary>
internal static class ProcessControl
{
    public static IProcessControl ForThisSystem(TimeProvider time)
    {
        if (OperatingSystem.IsLinux())
        {
            return new LinuxProcessControl(time);
        }

        if (OperatingSystem.IsMacOS())
        {
            return new MacProcessControl();
        }

        if (OperatingSystem.IsWindows())
        {
            return new WindowsProcessControl();
        }

        throw new LabException("The lab runs on Linux, macOS and Windows; this system is none of them. Use a container.");
    }
}
