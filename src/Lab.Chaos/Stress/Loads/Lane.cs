using System.Net.Sockets;

namespace Lab.Chaos.Stress.Loads;

/// <summary>One connection of a load and the session that is under way on it; touched by the loop alone.</summary>
internal sealed class Lane(int captures)
{
    private const int FirstBuffer = 4 * 1024;

    /// <summary>Null while it is being opened.</summary>
    public Socket? Socket { get; set; }

    public byte[] Out { get; set; } = new byte[FirstBuffer];

    public byte[] In { get; private set; } = new byte[FirstBuffer];

    /// <summary>Bytes of the reply so far.</summary>
    public int Read { get; set; }

    public bool IsBusy { get; set; }

    public Arrival Arrival { get; set; }

    public int Session { get; set; }

    public int Step { get; set; }

    public int Key { get; set; }

    public long Scheduled { get; set; }

    public long Sent { get; set; }

    /// <summary>What the session has captured, by slot.</summary>
    public string?[] Captured { get; } = new string?[captures];

    /// <summary>Not to be opened again before this, ns.</summary>
    public long OpenAfter { get; set; }

    public Span<byte> Room
    {
        get
        {
            if (Read == In.Length)
            {
                var larger = new byte[2 * In.Length];
                In.CopyTo(larger, 0);
                In = larger;
            }

            return In.AsSpan(Read);
        }
    }
}
