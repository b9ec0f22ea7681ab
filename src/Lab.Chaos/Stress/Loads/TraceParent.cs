using System.Globalization;

namespace Lab.Chaos.Stress.Loads;

/// <summary>W3C trace context of one request; drawn by number, so that it can be told again without having been kept.</summary>
internal readonly record struct TraceParent(ulong High, ulong Low, ulong Span)
{
    private const int Length = 55;
    private const int DrawsEach = 3;

    public static TraceParent Of(in IndexedChance chance, long request) => new(
        chance.Bits(request * DrawsEach), chance.Bits((request * DrawsEach) + 1), chance.Bits((request * DrawsEach) + 2) | 1);

    public string TraceId => string.Create(CultureInfo.InvariantCulture, $"{High:x16}{Low:x16}");

    /// <summary><c>00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01</c>; -1 when there is no room.</summary>
    public int Write(Span<byte> to)
    {
        if (to.Length < Length)
        {
            return -1;
        }

        "00-"u8.CopyTo(to);
        Hex(High, to[3..]);
        Hex(Low, to[19..]);
        to[35] = (byte)'-';
        Hex(Span, to[36..]);
        "-01"u8.CopyTo(to[52..]);
        return Length;
    }

    private static void Hex(ulong value, Span<byte> to)
    {
        for (var n = 15; n >= 0; n--, value >>= 4)
        {
            to[n] = "0123456789abcdef"u8[(int)(value & 15)];
        }
    }
}
