using System.Globalization;
using System.Text;

namespace Lab.Chaos.Fuzz.Payloads;

/// <summary>UTF-8 that also encodes lone surrogates, as three bytes (ED A0 80), where .NET would put a replacement character.</summary>
internal static class Wtf8
{
    public static byte[] Bytes(string text)
    {
        var bytes = new List<byte>(text.Length);
        Span<byte> buffer = stackalloc byte[4];
        for (var n = 0; n < text.Length; n++)
        {
            if (text[n] < 0x80)
            {
                bytes.Add((byte)text[n]);
            }
            else if (Rune.TryGetRuneAt(text, n, out var rune))
            {
                bytes.AddRange(buffer[..rune.EncodeToUtf8(buffer)]);
                n += rune.Utf16SequenceLength - 1;
            }
            else
            {
                var unit = text[n];
                bytes.AddRange([(byte)(0xE0 | (unit >> 12)), (byte)(0x80 | ((unit >> 6) & 0x3F)), (byte)(0x80 | (unit & 0x3F))]);
            }
        }

        return [.. bytes];
    }

    /// <summary>Percent-encodes everything but unreserved characters (RFC 3986, 2.3).</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder();
        foreach (var one in Bytes(text))
        {
            if (char.IsAsciiLetterOrDigit((char)one) || one is (byte)'-' or (byte)'.' or (byte)'_' or (byte)'~')
            {
                escaped.Append((char)one);
            }
            else
            {
                escaped.Append(CultureInfo.InvariantCulture, $"%{one:X2}");
            }
        }

        return escaped.ToString();
    }
}
