using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Lab.Hosting.Dashboard.Grpc;

/// <summary>
/// Writes one protobuf message, field by field: <c>0a 02 68 69</c> is field 1, two bytes, "hi". Fields that have the default of their type are
/// left out, as proto3 does; a field declared <c>optional</c> is written whenever it is given.
/// </summary>
internal sealed class ProtoWriter
{
    private const int Varint = 0;
    private const int LengthDelimited = 2;
    private const int Fixed64 = 1;

    private readonly ArrayBufferWriter<byte> _out = new();

    public ReadOnlyMemory<byte> Written => _out.WrittenMemory;

    public ProtoWriter Text(int field, string? value) => string.IsNullOrEmpty(value) ? this : Given(field, value);

    /// <summary>An optional text: null is left out, an empty one is not.</summary>
    public ProtoWriter Given(int field, string? value)
    {
        if (value is not null)
        {
            var length = Encoding.UTF8.GetByteCount(value);
            Tag(field, LengthDelimited);
            Bare((ulong)length);
            Encoding.UTF8.GetBytes(value, _out.GetSpan(length));
            _out.Advance(length);
        }

        return this;
    }

    public ProtoWriter Number(int field, long value) => value == 0 ? this : GivenNumber(field, value);

    /// <summary>An optional number, or one inside a oneof: written even when it is 0.</summary>
    public ProtoWriter GivenNumber(int field, long value)
    {
        Tag(field, Varint);
        Bare((ulong)value);
        return this;
    }

    public ProtoWriter Flag(int field, bool value) => Number(field, value ? 1 : 0);

    /// <summary>Written even when it is 0, which only a oneof needs.</summary>
    public ProtoWriter Double(int field, double value)
    {
        Tag(field, Fixed64);
        BinaryPrimitives.WriteDoubleLittleEndian(_out.GetSpan(sizeof(double)), value);
        _out.Advance(sizeof(double));
        return this;
    }

    /// <summary>A message inside this one; an empty one is written too.</summary>
    public ProtoWriter Message(int field, Action<ProtoWriter> content)
    {
        var inner = new ProtoWriter();
        content(inner);
        Tag(field, LengthDelimited);
        Bare((ulong)inner.Written.Length);
        _out.Write(inner.Written.Span);
        return this;
    }

    /// <summary>A repeated message.</summary>
    public ProtoWriter Messages<T>(int field, IEnumerable<T> items, Action<ProtoWriter, T> content)
    {
        foreach (var item in items)
        {
            Message(field, inner => content(inner, item));
        }

        return this;
    }

    /// <summary><c>google.protobuf.Timestamp</c>; null is left out.</summary>
    public ProtoWriter Time(int field, DateTimeOffset? value) => value is not { } time ? this : Message(field, inner => inner
        .Number(1, time.ToUnixTimeSeconds())
        .Number(2, time.Ticks % TimeSpan.TicksPerSecond * TimeSpan.NanosecondsPerTick));

    private void Tag(int field, int type) => Bare(((ulong)field << 3) | (uint)type);

    private void Bare(ulong value)
    {
        var span = _out.GetSpan(10);
        var count = 0;
        for (; value >= 0x80; value >>= 7)
        {
            span[count++] = (byte)(value | 0x80);
        }

        span[count++] = (byte)value;
        _out.Advance(count);
    }
}
