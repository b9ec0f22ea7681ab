using System.Buffers;
using System.Text;

namespace Lab.Chaos.Stress.Http2;

/// <summary>
/// Header fields in HPACK (RFC 7541), the plainest way it allows: each spelled out, never put into a table, never Huffman-coded. Longer than it
/// could be, and sent ahead of the release, where length costs nothing.
/// </summary>
internal static class HeaderBlock
{
    private const byte LiteralNewName = 0x00;
    private const int FirstStatus = 8;
    private const int LastStatus = 14;
    private const int ContentType = 31;   // of the static table, the one name of it that says how to read a body

    // Digits in the Huffman code of RFC 7541, appendix B: 0 to 2 have five bits, 3 to 9 six.
    private const int ShortDigits = 3;
    private const int FirstLongDigit = 0b011001;

    private static readonly int[] Statuses = [200, 204, 206, 304, 400, 404, 500];

    public static void Write(IBufferWriter<byte> to, string name, string value)
    {
        to.Write([LiteralNewName]);
        Text(to, name);
        Text(to, value);
    }

    /// <summary>
    /// Status, content type, and the plainly written fields of a reply. What is Huffman-coded is passed over, but for a status.
    /// </summary>
    /// <exception cref="InvalidDataException">It is cut short, or refers to a table that it was told not to use.</exception>
    public static (int Status, Dictionary<string, string> Headers) Read(ReadOnlySpan<byte> block)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var status = 0;
        while (!block.IsEmpty)
        {
            var first = block[0];
            if ((first & 0x80) != 0)
            {
                var index = Integer(ref block, 7);
                status = index is >= FirstStatus and <= LastStatus ? Statuses[index - FirstStatus] : status;
                continue;
            }

            if ((first & 0xE0) == 0x20)
            {
                _ = Integer(ref block, 5);   // a new size of the table, which has to be 0
                continue;
            }

            var named = Integer(ref block, (first & 0x40) != 0 ? 6 : 4);
            var name = named switch { 0 => Text(ref block, out _), ContentType => "Content-Type", _ => null };
            var value = Text(ref block, out var coded);
            if (named is >= FirstStatus and <= LastStatus || name == ":status")
            {
                status = int.TryParse(value ?? Digits(coded), out var number) ? number : 0;
            }
            else if (name is not null && value is not null)
            {
                headers[name] = value;
            }
        }

        return (status, headers);
    }

    private static void Text(IBufferWriter<byte> to, string text)
    {
        var bytes = Encoding.Latin1.GetBytes(text);
        Integer(to, bytes.Length, 7);
        to.Write(bytes);
    }

    /// <summary>RFC 7541, 5.1: what does not fit into the prefix follows in groups of seven bits.</summary>
    private static void Integer(IBufferWriter<byte> to, int value, int prefix)
    {
        var most = (1 << prefix) - 1;
        if (value < most)
        {
            to.Write([(byte)value]);
            return;
        }

        to.Write([(byte)most]);
        for (value -= most; value >= 128; value >>= 7)
        {
            to.Write([(byte)(0x80 | value)]);
        }

        to.Write([(byte)value]);
    }

    private static int Integer(ref ReadOnlySpan<byte> block, int prefix)
    {
        var most = (1 << prefix) - 1;
        var value = block[0] & most;
        var at = 1;
        if (value == most)
        {
            for (var shift = 0; ; shift += 7)
            {
                if (at >= block.Length || shift > 21)
                {
                    throw new InvalidDataException("a header block is cut short");
                }

                value += (block[at] & 0x7F) << shift;
                if ((block[at++] & 0x80) == 0)
                {
                    break;
                }
            }
        }

        block = block[at..];
        return value;
    }

    /// <summary>Null when it is Huffman-coded.</summary>
    private static string? Text(ref ReadOnlySpan<byte> block, out ReadOnlySpan<byte> bytes)
    {
        if (block.IsEmpty)
        {
            throw new InvalidDataException("a header block is cut short");
        }

        var huffman = (block[0] & 0x80) != 0;
        var length = Integer(ref block, 7);
        if (length > block.Length)
        {
            throw new InvalidDataException("a header block is cut short");
        }

        bytes = block[..length];
        block = block[length..];
        return huffman ? null : Encoding.Latin1.GetString(bytes);
    }

    private static string Digits(ReadOnlySpan<byte> coded)
    {
        var bits = 0;
        var held = 0;
        var text = new StringBuilder();
        foreach (var piece in coded)
        {
            (bits, held) = ((bits << 8) | piece, held + 8);
            while (held >= 6)
            {
                var five = (bits >> (held - 5)) & 0b11111;
                var six = (bits >> (held - 6)) & 0b111111;
                if (five < ShortDigits)
                {
                    text.Append((char)('0' + five));
                    held -= 5;
                }
                else if (six is >= FirstLongDigit and < FirstLongDigit + 7)
                {
                    text.Append((char)('3' + six - FirstLongDigit));
                    held -= 6;
                }
                else
                {
                    return text.ToString();   // padding
                }
            }
        }

        if (held == 5 && (bits & 0b11111) < ShortDigits)
        {
            text.Append((char)('0' + (bits & 0b11111)));
        }

        return text.ToString();
    }
}
