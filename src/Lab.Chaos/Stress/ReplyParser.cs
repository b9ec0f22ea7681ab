using System.Buffers.Text;
using System.Text;

namespace Lab.Chaos.Stress;

/// <summary>
/// Reads one HTTP/1.1 reply from all bytes received so far. It is a pure function that starts over with every call: replies arrive
/// in one or two pieces, and a parser without state cannot be in a wrong one.
/// </summary>
/// <remarks>
/// An awkward example, whole: <c>HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3;x=1\r\nabc\r\n0\r\n\r\n</c>.
/// </remarks>
internal static class ReplyParser
{
    /// <summary>Largest reply, head and framing included; more is a reply that nobody would read.</summary>
    public const int MostBytes = 1024 * 1024;

    /// <param name="received">Everything since the request was sent.</param>
    /// <param name="ended">The peer has closed: nothing more will come.</param>
    /// <param name="headRequest">A reply to HEAD has the headers of a body and no body.</param>
    /// <returns>Null when more bytes are needed.</returns>
    /// <exception cref="InvalidDataException">Malformed, too large, or ended in the middle.</exception>
    public static Reply? Parse(ReadOnlySpan<byte> received, bool ended, bool headRequest)
    {
        var rest = received;
        while (ReadHead(ref rest) is { } head)
        {
            if (head.Status is >= 100 and < 200 and not 101)
            {
                continue;
            }

            if (ReadBody(head, ref rest, ended, headRequest) is { } body)
            {
                // Bytes after the end answer no request of ours: what comes next on this connection cannot be trusted.
                return new Reply
                {
                    Status = head.Status,
                    Headers = head.Headers,
                    Body = body,
                    KeepAlive = head.KeepAlive && !ended && rest.IsEmpty,
                };
            }

            break;
        }

        return ended ? throw new InvalidDataException($"closed after {received.Length} bytes, before the reply was complete")
            : received.Length > MostBytes ? throw new InvalidDataException($"reply exceeds {MostBytes} bytes")
            : null;
    }

    private sealed record Head(int Status, bool KeepAlive, Dictionary<string, string> Headers);

    private static Head? ReadHead(ref ReadOnlySpan<byte> rest)
    {
        var end = rest.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return null;
        }

        var lines = Encoding.Latin1.GetString(rest[..end]).Split("\r\n");
        rest = rest[(end + 4)..];
        var status = lines[0];
        if (!status.StartsWith("HTTP/1.", StringComparison.Ordinal) || status.Length < 12 || status[8] != ' '
            || !int.TryParse(status.AsSpan(9, 3), out var number) || number < 100)
        {
            throw new InvalidDataException($"not an HTTP/1.1 status line: '{status[..Math.Min(status.Length, 40)]}'");
        }

        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in lines.AsSpan(1))
        {
            var colon = line.IndexOf(':');
            headers[colon > 0 ? line[..colon] : throw new InvalidDataException($"not a header: '{line}'")] = line[(colon + 1)..].Trim();
        }

        var connection = headers.GetValueOrDefault("Connection", status[7] == '0' ? "close" : "keep-alive");
        return new Head(number, !connection.Contains("close", StringComparison.OrdinalIgnoreCase), headers);
    }

    /// <summary>The order of the cases is RFC 9112, 6.3.</summary>
    private static byte[]? ReadBody(Head head, ref ReadOnlySpan<byte> rest, bool ended, bool headRequest)
    {
        if (headRequest || head.Status is 101 or 204 or 304)
        {
            return [];
        }

        if (head.Headers.TryGetValue("Transfer-Encoding", out var encoding))
        {
            return encoding.Equals("chunked", StringComparison.OrdinalIgnoreCase) ? ReadChunks(ref rest)
                : throw new InvalidDataException($"transfer encoding '{encoding}' is not understood");
        }

        if (head.Headers.TryGetValue("Content-Length", out var text))
        {
            return !int.TryParse(text, out var length) || length is < 0 or > MostBytes
                ? throw new InvalidDataException($"content length '{text}' is not 0 to {MostBytes}")
                : Take(ref rest, length);
        }

        return ended ? Take(ref rest, rest.Length) : null;
    }

    private static byte[]? Take(ref ReadOnlySpan<byte> rest, int length)
    {
        if (rest.Length < length)
        {
            return null;
        }

        var taken = rest[..length].ToArray();
        rest = rest[length..];
        return taken;
    }

    private static byte[]? ReadChunks(ref ReadOnlySpan<byte> rest)
    {
        var body = new MemoryStream();
        for (var left = rest; left.IndexOf("\r\n"u8) is >= 0 and var line;)
        {
            if (!Utf8Parser.TryParse(left[..line], out int size, out var digits, 'x') || size is < 0 or > MostBytes
                || (digits < line && left[digits] is not ((byte)';' or (byte)' ')))
            {
                throw new InvalidDataException($"not a chunk size: '{Encoding.Latin1.GetString(left[..Math.Min(line, 40)])}'");
            }

            left = left[(line + 2)..];
            if (size == 0)
            {
                return EndOfTrailers(left) is >= 0 and var end ? Finish(ref rest, left[end..], body) : null;
            }

            if (left.Length < size + 2)
            {
                return null;
            }

            body.Write(left[..size]);
            left = left[size..].StartsWith("\r\n"u8) ? left[(size + 2)..]
                : throw new InvalidDataException("a chunk is longer than its size says");
        }

        return null;
    }

    private static byte[] Finish(ref ReadOnlySpan<byte> rest, ReadOnlySpan<byte> after, MemoryStream body)
    {
        rest = after;
        return body.ToArray();
    }

    /// <summary>Either the empty line at once, or trailers and then the empty line.</summary>
    private static int EndOfTrailers(ReadOnlySpan<byte> left) =>
        left.StartsWith("\r\n"u8) ? 2 : left.IndexOf("\r\n\r\n"u8) is >= 0 and var end ? end + 4 : -1;
}
