using System.Text;

namespace Lab.Chaos.Tests.Collect;

/// <summary>Writes protobuf fields, for messages that tests take apart again: <c>Wire.Text(5, "GET")</c>.</summary>
internal static class Wire
{
    public static byte[] Message(params IEnumerable<byte[]> fields) => [.. fields.SelectMany(field => field)];

    public static byte[] Bytes(int field, params byte[] value) => [.. Tag(field, 2), .. Varint((ulong)value.Length), .. value];

    public static byte[] Nested(int field, params IEnumerable<byte[]> fields) => Bytes(field, Message(fields));

    public static byte[] Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    public static byte[] Number(int field, ulong value) => [.. Tag(field, 0), .. Varint(value)];

    public static byte[] Fixed(int field, long value) => [.. Tag(field, 1), .. BitConverter.GetBytes(value)];

    public static byte[] Fixed(int field, double value) => Fixed(field, BitConverter.DoubleToInt64Bits(value));

    public static byte[] Attribute(int field, string key, string value) => Nested(field, Text(1, key), Nested(2, Text(1, value)));

    /// <summary>The three layers around what is sent: resource, scope, item.</summary>
    public static byte[] Request(string service, string instance, string scope, params IEnumerable<byte[]> items) => Nested(
        1,
        Nested(1, Attribute(1, "service.name", service), Attribute(1, "service.instance.id", instance)),
        Nested(2, [Nested(1, Text(1, scope)), .. items.Select(item => Bytes(2, item))]));

    /// <summary>A span of a GET, with ids made of one byte each.</summary>
    public static byte[] Span(byte trace, byte span) => Message(
        Bytes(1, Enumerable.Repeat(trace, 16).ToArray()),
        Bytes(2, Enumerable.Repeat(span, 8).ToArray()),
        Text(5, "redis GET"),
        Number(6, 3),
        Fixed(7, 1_000),
        Fixed(8, 1_500),
        Attribute(9, "lab.value", "1"));

    private static byte[] Tag(int field, int type) => Varint((ulong)((field << 3) | type));

    private static byte[] Varint(ulong value)
    {
        List<byte> bytes = [];
        for (; value >= 0x80; value >>= 7)
        {
            bytes.Add((byte)(value | 0x80));
        }

        return [.. bytes, (byte)value];
    }
}
