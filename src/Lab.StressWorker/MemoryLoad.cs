using System.Runtime.InteropServices;

namespace Lab.StressWorker;

/// <summary>Holds memory and touches every page of it again and again, so that it is really there and stays there.</summary>
internal static unsafe class MemoryLoad
{
    private const long Block = 4L << 20;
    private const int Page = 4096;

    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);

    /// <param name="bytes">How much this worker holds.</param>
    /// <param name="deadline">When to end; the system takes the memory back with the process.</param>
    public static void Run(long bytes, Deadline deadline)
    {
        List<(nint Start, long Length)> blocks = [];
        for (var held = 0L; held < bytes && !deadline.IsOver; held += Block)
        {
            var length = Math.Min(Block, bytes - held);
            blocks.Add(((nint)NativeMemory.Alloc((nuint)length), length));
            Touch(blocks[^1]);
        }

        while (!deadline.IsOver)
        {
            deadline.Rest(Between);
            blocks.ForEach(Touch);
        }
    }

    private static void Touch((nint Start, long Length) block)
    {
        for (var offset = 0L; offset < block.Length; offset += Page)
        {
            ((byte*)block.Start)[offset]++;
        }
    }
}
