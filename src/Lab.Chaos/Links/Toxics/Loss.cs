using Lab.Contracts.Control;

namespace Lab.Chaos.Links.Toxics;

/// <summary>
/// Segments are lost. TCP hides that from programs: a lost segment is sent again after a time-out of 200 ms, which doubles as long as it is lost
/// again, and everything behind it waits. A corrupt segment is the same, since its checksum gives it away.
/// </summary>
/// <remarks>Milder losses of a long transfer are mended sooner in a real network (fast retransmission); what programs exchange here is short.</remarks>
internal sealed class Loss(double share, Random chance) : Toxic
{
    public static readonly ToxicRule Rule = new(ToxicKind.Loss)
    {
        Needs = [ToxicMembers.Loss],
        Example = """{ "kind": "Loss", "loss": 0.05, "milliseconds": 30000 }""",
        Make = (wish, victim) => Victim.Each(wish, direction => new Loss(wish.Loss!.Value, victim.Chance(wish, direction))),
    };

    /// <summary>TCP_RTO_MIN of Linux, ns.</summary>
    public const long FirstTimeout = 200_000_000;

    private const int Segment = 1448;
    private const int MostTries = 12;   // the last comes after 819 s

    /// <summary>The bytes wait for the one of their segments that comes last.</summary>
    public override long Delay(int bytes)
    {
        long longest = 0;
        for (var segments = (bytes + Segment - 1) / Segment; segments > 0; segments--)
        {
            longest = Math.Max(longest, Stall());
        }

        return longest;
    }

    // 0, 200 ms, 200 + 400 ms, …
    private long Stall()
    {
        var tries = 0;
        while (tries < MostTries && chance.NextDouble() < share)
        {
            tries++;
        }

        return FirstTimeout * ((1L << tries) - 1);
    }
}
