using Lab.Contracts.Control;

namespace Lab.Chaos.Links.Toxics;

/// <summary>The server is reached, and nothing arrives any more; after the delay, where there is one, the connection is closed.</summary>
internal sealed class Timeout : Toxic
{
    public static readonly ToxicRule Rule = new(ToxicKind.Timeout)
    {
        Takes = [ToxicMembers.Delay],
        Example = """{ "kind": "Timeout", "milliseconds": 30000 }""",
        Make = (wish, victim) => Victim.Each(wish, _ => new Timeout(wish.DelayMilliseconds is { } delay ? victim.Since + Victim.Nanoseconds(delay) : null)),
    };

    private Timeout(long? closesAt)
    {
        if (closesAt is { } at)
        {
            (Fate, FateAt) = (Fate.Close, at);
        }
    }

    public override bool Holds => true;
}
