using System.Buffers;
using System.Buffers.Binary;

namespace Lab.Chaos.Stress.Http2;

/// <summary>The frames of RFC 9113 that a volley needs: <c>length:24 type:8 flags:8 stream:32 payload</c>.</summary>
internal static class Frames
{
    public const int HeadLength = 9;
    public const int Data = 0;
    public const int Headers = 1;
    public const int ResetStream = 3;
    public const int Settings = 4;
    public const int Ping = 6;
    public const int GoAway = 7;
    public const int WindowUpdate = 8;
    public const int Continuation = 9;

    public const byte EndStream = 0x1;
    public const byte Ack = 0x1;
    public const byte EndHeaders = 0x4;
    public const byte Padded = 0x8;
    public const byte HasPriority = 0x20;

    public const int MaxConcurrentStreams = 3;
    public const int InitialWindowSize = 4;
    public const uint RefusedStream = 7;

    private const int HeaderTableSize = 1;
    private const int EnablePush = 2;
    private const int OurStreamWindow = 1 << 20;
    private const int OurConnectionWindow = 1 << 30;

    public static ReadOnlySpan<byte> Preface => "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8;

    /// <summary>What a client says first. No table for the server to refer to: its headers can then be read without a memory.</summary>
    public static void WriteGreeting(IBufferWriter<byte> to)
    {
        to.Write(Preface);
        Span<byte> settings = stackalloc byte[18];
        Setting(settings, HeaderTableSize, 0);
        Setting(settings[6..], EnablePush, 0);
        Setting(settings[12..], InitialWindowSize, OurStreamWindow);
        Write(to, Settings, 0, 0, settings);
        Span<byte> window = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(window, OurConnectionWindow);
        Write(to, WindowUpdate, 0, 0, window);
    }

    public static void Write(IBufferWriter<byte> to, int type, byte flags, int stream, ReadOnlySpan<byte> payload)
    {
        var head = to.GetSpan(HeadLength);
        BinaryPrimitives.WriteInt32BigEndian(head, (payload.Length << 8) | type);
        head[4] = flags;
        BinaryPrimitives.WriteInt32BigEndian(head[5..], stream);
        to.Advance(HeadLength);
        to.Write(payload);
    }

    /// <summary>The next whole frame, or null when more bytes are needed; moves past it.</summary>
    public static Frame? Read(ReadOnlyMemory<byte> received, ref int at)
    {
        var rest = received.Span[at..];
        if (rest.Length < HeadLength)
        {
            return null;
        }

        var length = BinaryPrimitives.ReadInt32BigEndian(rest) >>> 8;
        if (rest.Length < HeadLength + length)
        {
            return null;
        }

        var stream = BinaryPrimitives.ReadInt32BigEndian(rest[5..]) & int.MaxValue;
        var frame = new Frame(rest[3], rest[4], stream, received.Slice(at + HeadLength, length));
        at += HeadLength + length;
        return frame;
    }

    private static void Setting(Span<byte> to, short name, int value)
    {
        BinaryPrimitives.WriteInt16BigEndian(to, name);
        BinaryPrimitives.WriteInt32BigEndian(to[2..], value);
    }
}

/// <summary>One frame as it came.</summary>
internal readonly record struct Frame(int Type, byte Flags, int Stream, ReadOnlyMemory<byte> Payload)
{
    public bool Has(byte flag) => (Flags & flag) != 0;

    /// <summary>The payload without padding, and without the priority that a HEADERS frame may begin with.</summary>
    public ReadOnlyMemory<byte> Content
    {
        get
        {
            var (from, padding) = Has(Frames.Padded) ? (1, (int)Payload.Span[0]) : (0, 0);
            from += Type == Frames.Headers && Has(Frames.HasPriority) ? 5 : 0;
            return from + padding <= Payload.Length ? Payload[from..^padding] : throw new InvalidDataException("a frame is padded beyond its end");
        }
    }
}
