using Lab.Contracts.Control;

namespace Lab.Chaos.Links.Toxics;

/// <summary>The connection is closed after so many bytes of one direction.</summary>
internal sealed class LimitData : Toxic
{
    public static readonly ToxicRule Rule = new(ToxicKind.LimitData)
    {
        Needs = [ToxicMembers.Bytes],
        Example = """{ "kind": "LimitData", "bytes": 1000, "direction": "Downstream", "milliseconds": 30000 }""",
        Make = (wish, _) => Victim.Each(wish, _ => new LimitData(wish.Bytes!.Value)),
    };

    private long _left;

    private LimitData(long bytes)
    {
        _left = bytes;
        Passed(0);
    }

    public override int Allow(int bytes, long now, ref long next) => (int)Math.Min(bytes, _left);

    public override void Passed(int bytes)
    {
        _left -= bytes;
        if (_left == 0)
        {
            (Fate, FateAt) = (Fate.Close, 0);
        }
    }
}
