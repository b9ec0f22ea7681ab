using System.IO.Compression;
using Lab.Chaos.Collect.Decoding;

namespace Lab.Chaos.Collect.Receiving;

/// <summary>Unpacks gzip, up to a limit: a kilobyte can unpack to a gigabyte.</summary>
internal static class Unpacking
{
    private const int Chunk = 64 * 1024;

    /// <exception cref="MalformedOtlpException">It is no gzip.</exception>
    /// <exception cref="TooLargeException">It is more than <paramref name="most"/> bytes.</exception>
    public static ReadOnlyMemory<byte> Unpack(ReadOnlyMemory<byte> packed, int most)
    {
        using var whole = new MemoryStream();
        try
        {
            using var stream = new GZipStream(new MemoryStream(packed.ToArray()), CompressionMode.Decompress);
            var buffer = new byte[Chunk];
            for (int read; (read = stream.Read(buffer)) > 0;)
            {
                if (whole.Length + read > most)
                {
                    throw new TooLargeException(most);
                }

                whole.Write(buffer, 0, read);
            }
        }
        catch (InvalidDataException broken)
        {
            throw new MalformedOtlpException("The body is said to be gzip and is not.", broken);
        }

        return whole.GetBuffer().AsMemory(0, (int)whole.Length);
    }
}
