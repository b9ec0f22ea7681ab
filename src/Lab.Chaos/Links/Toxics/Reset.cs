using Lab.Contracts.Control;

namespace Lab.Chaos.Links.Toxics;

/// <summary>The connection is reset (RST) on both sides, after the delay: what a program sees when its peer crashes.</summary>
internal sealed class Reset : Toxic
{
    public static readonly ToxicRule Rule = new(ToxicKind.Reset)
    {
        Takes = [ToxicMembers.Delay],
        Example = """{ "kind": "Reset", "delayMilliseconds": 10, "milliseconds": 30000 }""",
        Directions = [ToxicDirection.Both],
        Make = (wish, victim) => Victim.Whole(new Reset(victim.Since + Victim.Nanoseconds(wish.DelayMilliseconds))),
    };

    private Reset(long at) => (Fate, FateAt) = (Fate.Reset, at);
}
