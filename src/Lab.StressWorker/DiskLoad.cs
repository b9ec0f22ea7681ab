namespace Lab.StressWorker;

/// <summary>Writes a file over and over and has the system put each block on the disk. Whoever started it removes the folder.</summary>
internal static class DiskLoad
{
    private const int Block = 1 << 20;

    /// <param name="path">The file.</param>
    /// <param name="bytes">How long it becomes before it is written anew.</param>
    /// <param name="deadline">When to end.</param>
    public static void Run(string path, long bytes, Deadline deadline)
    {
        var block = new byte[(int)Math.Min(Block, bytes)];
        Array.Fill(block, (byte)'x');   // zeros might be stored as a hole
        using var file = File.Create(path);
        while (!deadline.IsOver)
        {
            file.Write(block);
            file.Flush(flushToDisk: true);
            file.Position = file.Position >= bytes ? 0 : file.Position;
        }
    }
}
