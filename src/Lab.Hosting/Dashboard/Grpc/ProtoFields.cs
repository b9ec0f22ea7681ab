using System.Text;

namespace Lab.Hosting.Dashboard.Grpc;

/// <summary>The texts and numbers of one small protobuf message; other fields are passed over, as a reader of an older version must.</summary>
internal sealed class ProtoFields
{
    private const int LongestVarint = 10;

    // Strict: bytes that are no text are refused instead of being taken for question marks.
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly Dictionary<int, byte[]> _bytes = [];
    private readonly Dictionary<int, ulong> _numbers = [];

    private ProtoFields()
    {
    }

    /// <exception cref="FormatException">It is no protobuf message.</exception>
    public static ProtoFields Read(ReadOnlySpan<byte> message)
    {
        var fields = new ProtoFields();
        while (!message.IsEmpty)
        {
            var tag = Varint(ref message);
            var field = tag >> 3 is > 0 and <= (1 << 29) - 1 ? (int)(tag >> 3) : throw Broken("its field number");
            switch (tag & 7)
            {
                case 0:
                    fields._numbers[field] = Varint(ref message);
                    break;
                case 1:
                    Cut(ref message, sizeof(ulong));
                    break;
                case 2:
                    fields._bytes[field] = Cut(ref message, Varint(ref message)).ToArray();
                    break;
                case 5:
                    Cut(ref message, sizeof(uint));
                    break;
                default:
                    throw Broken("the type of a field");
            }
        }

        return fields;
    }

    /// <exception cref="FormatException">The field is no UTF-8.</exception>
    public string Text(int field)
    {
        try
        {
            return _bytes.TryGetValue(field, out var bytes) ? Utf8.GetString(bytes) : "";
        }
        catch (DecoderFallbackException broken)
        {
            throw new FormatException($"Field {field} is no UTF-8 text.", broken);
        }
    }

    public bool Flag(int field) => _numbers.GetValueOrDefault(field) != 0;

    private static ulong Varint(ref ReadOnlySpan<byte> left)
    {
        ulong value = 0;
        for (var n = 0; n < LongestVarint && n < left.Length; n++)
        {
            value |= (ulong)(left[n] & 0x7f) << (7 * n);
            if (left[n] < 0x80)
            {
                left = left[(n + 1)..];
                return value;
            }
        }

        throw Broken("a number that does not end");
    }

    private static ReadOnlySpan<byte> Cut(ref ReadOnlySpan<byte> left, ulong length)
    {
        if (length > (ulong)left.Length)
        {
            throw Broken("the length of a field");
        }

        var cut = left[..(int)length];
        left = left[(int)length..];
        return cut;
    }

    private static FormatException Broken(string what) => new($"The call's message is no protobuf: {what} is wrong.");
}
