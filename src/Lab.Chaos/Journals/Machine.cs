using System.Runtime.InteropServices;

namespace Lab.Chaos.Journals;

/// <summary>Where the numbers were measured; they hold for no other place.</summary>
internal sealed record Machine(int Cores, long MemoryMiB, string System, string Runtime)
{
    public static Machine Here() => new(
        Environment.ProcessorCount,
        GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1024 * 1024),
        RuntimeInformation.OSDescription,
        RuntimeInformation.FrameworkDescription);

    public override string ToString() => $"{Cores} cores, {MemoryMiB / 1024} GiB, {System}, {Runtime}";
}
