using System.Buffers.Text;

namespace Lab.Chaos.Stress.Loads;

/// <summary>What the loop needs of a reply; the body is read by <see cref="ReplyParser"/> where somebody asks for it.</summary>
internal readonly record struct Scanned(int Status, bool KeepAlive, long? Received, long? FirstRead, (int From, int Length) Replica);

/// <summary>
/// Tells whether a reply is whole, without allocating: the quick way for the usual reply. What is unusual (an interim reply, a body that ends
/// with the connection, anything malformed) it leaves to <see cref="ReplyParser"/>.
/// </summary>
internal static class ReplyScanner
{
    public enum Result
    {
        /// <summary>More bytes are needed.</summary>
        Partial,

        Whole,

        /// <summary>Ask <see cref="ReplyParser"/>.</summary>
        Unusual,
    }

    public static Result Scan(ReadOnlySpan<byte> received, out Scanned reply)
    {
        reply = default;
        var end = received.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return received.Length > 64 * 1024 ? Result.Unusual : Result.Partial;
        }

        if (!received.StartsWith("HTTP/1.1 "u8) || !Utf8Parser.TryParse(received[9..12], out int status, out var digits) || digits != 3 || status < 200)
        {
            return Result.Unusual;
        }

        long? length = null, stamp = null, firstRead = null;
        var (chunked, keepAlive) = (false, true);
        (int From, int Length) replica = default;
        var at = received.IndexOf((byte)'\n') + 1;
        while (at < end)
        {
            var line = received[at..(end + 2)];
            line = line[..line.IndexOf((byte)'\r')];
            if (Value(line, "Content-Length:"u8) is var size and >= 0)
            {
                length = Number(line[size..]) ?? -1;
            }
            else if (Value(line, "Transfer-Encoding:"u8) is var encoding and >= 0)
            {
                chunked = line[encoding..].SequenceEqual("chunked"u8);
                if (!chunked)
                {
                    return Result.Unusual;
                }
            }
            else if (Value(line, "Connection:"u8) >= 0)
            {
                keepAlive = !line.EndsWith("close"u8);
            }
            else if (Value(line, "Lab-Received:"u8) is var seen and >= 0)
            {
                stamp = Number(line[seen..]);
            }
            else if (Value(line, "Lab-First-Read:"u8) is var read and >= 0)
            {
                firstRead = Number(line[read..]);
            }
            else if (Value(line, "Lab-Replica:"u8) is var name and >= 0)
            {
                replica = (at + name, line.Length - name);
            }

            at += line.Length + 2;
        }

        var body = received[(end + 4)..];
        var whole = chunked ? Chunks(body) : status is 204 or 304 ? 0 : length;
        reply = new Scanned(status, keepAlive && whole == body.Length, stamp, firstRead, replica);
        return whole is null or < 0 || whole > ReplyParser.MostBytes ? chunked && whole is null ? Result.Partial : Result.Unusual
            : body.Length < whole ? Result.Partial
            : Result.Whole;
    }

    /// <summary>Length of all chunks with their framing; null when there is more to come, -1 for what is no chunk.</summary>
    private static long? Chunks(ReadOnlySpan<byte> body)
    {
        var at = 0;
        while (body[at..].IndexOf("\r\n"u8) is >= 0 and var line)
        {
            if (!Utf8Parser.TryParse(body.Slice(at, line), out int size, out var digits, 'x') || digits != line || size < 0)
            {
                return -1;   // extensions too: rare enough for the other parser
            }

            at += line + 2;
            if (size == 0)
            {
                return body.Length < at + 2 ? null : body[at..].StartsWith("\r\n"u8) ? at + 2 : -1;
            }

            at += size + 2;
            if (at > body.Length)
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>Where the value begins when the header has that name; else -1.</summary>
    private static int Value(ReadOnlySpan<byte> line, ReadOnlySpan<byte> name)
    {
        // Most lines differ in their length or first letter: the whole comparison is seldom made.
        if (line.Length < name.Length || (line[0] | 0x20) != (name[0] | 0x20) || line[name.Length - 1] != (byte)':'
            || !System.Text.Ascii.EqualsIgnoreCase(line[..name.Length], name))
        {
            return -1;
        }

        var at = name.Length;
        while (at < line.Length && line[at] == (byte)' ')
        {
            at++;
        }

        return at;
    }

    private static long? Number(ReadOnlySpan<byte> text) => Utf8Parser.TryParse(text, out long number, out var digits) && digits == text.Length ? number : null;
}
