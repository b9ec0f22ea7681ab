using System.Text;

namespace Lab.Hosting.Tests.Dashboard;

/// <summary>A protobuf message taken apart by a second hand: the numbers and order of fields, nothing of what they mean.</summary>
internal sealed class Decoded
{
    private readonly List<(int Field, byte[] Bytes, ulong Number)> _fields = [];

    private Decoded()
    {
    }

    public static Decoded Of(ReadOnlySpan<byte> message)
    {
        var decoded = new Decoded();
        for (var at = 0; at < message.Length;)
        {
            var tag = Varint(message, ref at);
            var (field, type) = ((int)(tag >> 3), (int)(tag & 7));
            if (type == 0)
            {
                decoded._fields.Add((field, [], Varint(message, ref at)));
                continue;
            }

            var length = type switch { 1 => 8, 5 => 4, 2 => (int)Varint(message, ref at), _ => throw new FormatException($"type {type}") };
            decoded._fields.Add((field, message.Slice(at, length).ToArray(), 0));
            at += length;
        }

        return decoded;
    }

    public string Text(int field) => Encoding.UTF8.GetString(_fields.LastOrDefault(f => f.Field == field).Bytes ?? []);

    public ulong Number(int field) => _fields.LastOrDefault(f => f.Field == field).Number;

    public bool Has(int field) => _fields.Any(f => f.Field == field);

    public Decoded Message(int field) => Of(_fields.Last(f => f.Field == field).Bytes);

    public IReadOnlyList<Decoded> Messages(int field) => [.. _fields.Where(f => f.Field == field).Select(f => Of(f.Bytes))];

    private static ulong Varint(ReadOnlySpan<byte> message, ref int at)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var one = message[at++];
            value |= (ulong)(one & 0x7f) << shift;
            if (one < 0x80)
            {
                return value;
            }
        }
    }
}
