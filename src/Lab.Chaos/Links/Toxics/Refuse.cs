using Lab.Contracts.Control;

namespace Lab.Chaos.Links.Toxics;

/// <summary>
/// New connections are refused and open ones go on. Where it hits all connections the port is closed, on Linux; where only some, a
/// connection has to be accepted to see whose it is, and is reset then.
/// </summary>
internal sealed class Refuse : Toxic
{
    public static readonly ToxicRule Rule = new(ToxicKind.Refuse)
    {
        Example = """{ "kind": "Refuse", "milliseconds": 30000 }""",
        Directions = [ToxicDirection.Both],
        TurnsAway = true,
        Make = (_, _) => Victim.Whole(new Refuse()),
    };

    private Refuse() => (Fate, FateAt) = (Fate.Reset, 0);
}
