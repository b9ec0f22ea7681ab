using Lab.Contracts.Control;

namespace Lab.Chaos.Links.Toxics;

/// <summary>Bytes pass as ever, but an end (FIN) arrives later than it was sent.</summary>
internal sealed class SlowClose(long delay) : Toxic
{
    public static readonly ToxicRule Rule = new(ToxicKind.SlowClose)
    {
        Needs = [ToxicMembers.Delay],
        Example = """{ "kind": "SlowClose", "delayMilliseconds": 1000, "milliseconds": 30000 }""",
        Make = (wish, _) => Victim.Each(wish, _ => new SlowClose(Victim.Nanoseconds(wish.DelayMilliseconds))),
    };

    public override long EndDelay => delay;
}
