using Lab.Contracts.Control;

namespace Lab.Chaos.Links.Toxics;

/// <summary>
/// Neither bytes nor ends nor resets pass until it heals; then what was under way arrives. A new connection is taken by the system as ever and
/// not carried on to the server: a program waits for the answer where behind a real partition it would wait for the connection.
/// </summary>
internal sealed class Partition : Toxic
{
    public static readonly ToxicRule Rule = new(ToxicKind.Partition)
    {
        Example = """{ "kind": "Partition", "milliseconds": 30000 }""",
        StopsConnecting = true,
        Make = (wish, _) => Victim.Each(wish, _ => new Partition()),
    };

    public override bool Holds => true;
}
