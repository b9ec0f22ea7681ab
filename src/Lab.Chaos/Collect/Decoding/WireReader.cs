using System.Buffers.Binary;
using System.Text;

namespace Lab.Chaos.Collect.Decoding;

/// <summary>How the value of a field is written, by the numbers of the protobuf encoding.</summary>
internal enum WireType
{
    Varint = 0,
    Fixed64 = 1,
    Bytes = 2,
    Fixed32 = 5,
}

/// <summary>
/// Reads one protobuf message in place, field by field, and copies nothing. A field that the caller does not read is passed over at the
/// next <see cref="Next"/>. <c>0a 02 68 69</c> is field 1, two bytes, "hi".
/// </summary>
/// <param name="data">The message, without a length before it.</param>
internal ref struct WireReader(ReadOnlySpan<byte> data)
{
    private const int LongestVarint = 10;
    private const int TagBits = 3;

    // Strict: bytes that are no text are refused instead of being stored as question marks.
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private ReadOnlySpan<byte> _left = data;
    private bool _unread;

    /// <summary>Number of the field at hand, 1 or more.</summary>
    public int Field { get; private set; }

    public WireType Type { get; private set; }

    /// <summary>Goes to the next field; false at the end.</summary>
    /// <exception cref="MalformedOtlpException">What follows is no field.</exception>
    public bool Next()
    {
        if (_unread)
        {
            Skip();
        }

        if (_left.IsEmpty)
        {
            return false;
        }

        var tag = Take();
        Type = (WireType)(tag & ((1 << TagBits) - 1));
        Field = tag >> TagBits is > 0 and <= (1 << 29) - 1 ? (int)(tag >> TagBits) : throw Broken($"field number {tag >> TagBits}");
        _unread = true;
        return Type is WireType.Varint or WireType.Fixed64 or WireType.Bytes or WireType.Fixed32 ? true : throw Broken($"wire type {(int)Type}");
    }

    public ulong Varint()
    {
        Expect(WireType.Varint);
        return Take();
    }

    public ulong Fixed64()
    {
        Expect(WireType.Fixed64);
        return BinaryPrimitives.ReadUInt64LittleEndian(Cut(sizeof(ulong)));
    }

    public double Double() => BitConverter.UInt64BitsToDouble(Fixed64());

    public ReadOnlySpan<byte> Bytes()
    {
        Expect(WireType.Bytes);
        return Cut(Take());
    }

    public string Text()
    {
        try
        {
            return Utf8.GetString(Bytes());
        }
        catch (DecoderFallbackException broken)
        {
            throw new MalformedOtlpException($"Field {Field} is no UTF-8 text.", broken);
        }
    }

    /// <summary>The message in this field.</summary>
    public WireReader Message() => new(Bytes());

    private void Skip()
    {
        switch (Type)
        {
            case WireType.Varint:
                Varint();
                break;
            case WireType.Fixed64:
                Fixed64();
                break;
            case WireType.Fixed32:
                Expect(WireType.Fixed32);
                Cut(sizeof(uint));
                break;
            default:
                Bytes();
                break;
        }
    }

    private void Expect(WireType type)
    {
        _unread = false;
        if (Type != type)
        {
            throw Broken($"{Type} in field {Field} where {type} belongs");
        }
    }

    private ulong Take()
    {
        ulong value = 0;
        for (var n = 0; n < LongestVarint && n < _left.Length; n++)
        {
            value |= (ulong)(_left[n] & 0x7f) << (7 * n);
            if (_left[n] < 0x80)
            {
                _left = _left[(n + 1)..];
                return value;
            }
        }

        throw Broken("a number that does not end");
    }

    private ReadOnlySpan<byte> Cut(ulong length)
    {
        if (length > (ulong)_left.Length)
        {
            throw Broken($"{length} bytes announced where {_left.Length} are left");
        }

        var cut = _left[..(int)length];
        _left = _left[(int)length..];
        return cut;
    }

    private static MalformedOtlpException Broken(string what) => new($"This is no OTLP message: {what}.");
}
