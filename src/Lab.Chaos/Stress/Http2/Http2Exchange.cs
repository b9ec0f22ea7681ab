using System.Buffers;
using System.Text;

namespace Lab.Chaos.Stress.Http2;

/// <summary>One request of a volley as a stream: what is sent ahead, what is withheld, and what came back.</summary>
internal sealed class Http2Exchange(PreparedRequest request)
{
    private readonly ArrayBufferWriter<byte> _body = new();

    public PreparedRequest Request => request;

    public int Stream { get; set; }

    public long Scheduled { get; set; }

    public long Sent { get; set; }

    public long Returned { get; private set; }

    public Reply? Reply { get; private set; }

    /// <summary>Why no whole reply came; null while one may still come, and when it came.</summary>
    public Conclusion? Failed { get; private set; }

    public bool IsOver => Reply is not null || Failed is not null;

    private (int Status, Dictionary<string, string> Headers)? Head { get; set; }

    /// <summary>
    /// Writes the header and all of the body but its last byte. A server starts a stream at its header, so the first middleware sees it early; what
    /// reads the body waits for the release, and the first read of the contended key is what counts.
    /// </summary>
    public void Stage(IBufferWriter<byte> to)
    {
        var (head, body) = Split();
        var lines = Encoding.Latin1.GetString(head).Split("\r\n");
        var start = lines[0].Split(' ');
        var block = new ArrayBufferWriter<byte>();
        HeaderBlock.Write(block, ":method", start[0]);
        HeaderBlock.Write(block, ":scheme", "http");
        HeaderBlock.Write(block, ":path", start[1]);
        foreach (var line in lines.AsSpan(1))
        {
            var colon = line.IndexOf(':');
            var (name, value) = (line[..colon].ToLowerInvariant(), line[(colon + 1)..].Trim());
            HeaderBlock.Write(block, name == "host" ? ":authority" : name, value);
        }

        Frames.Write(to, Frames.Headers, Frames.EndHeaders, Stream, block.WrittenSpan);
        if (body.Length > 1)
        {
            Frames.Write(to, Frames.Data, 0, Stream, body[..^1]);
        }
    }

    /// <summary>Writes what <see cref="Stage"/> withheld: the last byte with the end of the stream, or the end alone.</summary>
    public void Rest(IBufferWriter<byte> to)
    {
        var (_, body) = Split();
        Frames.Write(to, Frames.Data, Frames.EndStream, Stream, body.IsEmpty ? [] : body[^1..]);
    }

    public int BodyLength => Split().Body.Length;

    /// <summary>Takes a header block or a piece of the body.</summary>
    public void Take((int Status, Dictionary<string, string> Headers)? head, ReadOnlyMemory<byte> body, bool ends, long now)
    {
        // An interim reply (1xx) comes before the real one, trailers after it: neither is the head.
        if (head is { Status: >= 200 })
        {
            Head = head;
        }

        _body.Write(body.Span);
        if (ends && !IsOver && Head is { } whole)
        {
            Returned = now;
            Reply = new Reply { Status = whole.Status, Headers = whole.Headers, Body = _body.WrittenMemory, KeepAlive = true };
        }
        else if (ends && !IsOver)
        {
            Fail(Conclusion.NoReply("receive: the stream ended without a status"), now);
        }
    }

    public void Fail(Conclusion conclusion, long now)
    {
        if (!IsOver)
        {
            (Failed, Returned) = (conclusion, now);
        }
    }

    // Rendered for HTTP/1.1, so that the same request is the same in both.
    private Parts Split()
    {
        var bytes = request.Bytes.Span;
        var end = bytes.IndexOf("\r\n\r\n"u8);
        return new Parts(bytes[..end], bytes[(end + 4)..]);
    }

    private readonly ref struct Parts(ReadOnlySpan<byte> head, ReadOnlySpan<byte> body)
    {
        public ReadOnlySpan<byte> Head { get; } = head;

        public ReadOnlySpan<byte> Body { get; } = body;

        public void Deconstruct(out ReadOnlySpan<byte> head, out ReadOnlySpan<byte> body)
        {
            head = Head;
            body = Body;
        }
    }
}
