namespace Lab.Chaos.Collect.Storing;

/// <summary>The lines of a file as bytes, one after the other, without the whole file in memory.</summary>
internal static class JsonLines
{
    private const int Least = 64 * 1024;

    /// <summary>Each line without its end; valid until the next is asked for. A last line without an end is given too.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Of(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var buffer = new byte[Least];
        var filled = 0;
        while (true)
        {
            if (filled == buffer.Length)
            {
                Array.Resize(ref buffer, buffer.Length * 2);
            }

            var read = file.Read(buffer, filled, buffer.Length - filled);
            filled += read;
            var start = 0;
            for (int length; (length = buffer.AsSpan(start, filled - start).IndexOf((byte)'\n')) >= 0; start += length + 1)
            {
                yield return buffer.AsMemory(start, length);
            }

            if (read == 0)
            {
                if (filled > start)
                {
                    yield return buffer.AsMemory(start, filled - start);
                }

                yield break;
            }

            buffer.AsSpan(start, filled - start).CopyTo(buffer);
            filled -= start;
        }
    }
}
