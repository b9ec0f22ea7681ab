using System.Globalization;

namespace Lab.Control.Stresses;

/// <summary>How much memory the machine has to give.</summary>
internal static class FreeMemory
{
    /// <summary>Bytes.</summary>
    public static long Now() => OperatingSystem.IsLinux() ? OnLinux(File.ReadAllText("/proc/meminfo")) : Elsewhere();

    // MemAvailable:   24011112 kB
    internal static long OnLinux(string meminfo)
    {
        var line = meminfo.Split('\n').First(line => line.StartsWith("MemAvailable:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) << 10;
    }

    // The collector asks the system at each collection.
    private static long Elsewhere()
    {
        GC.Collect(0);
        var info = GC.GetGCMemoryInfo();
        return info.TotalAvailableMemoryBytes - info.MemoryLoadBytes;
    }
}
