using Lab.Chaos.Stress;
using Lab.Contracts;
using Lab.Contracts.Control;

namespace Lab.Chaos.Links.Toxics;

/// <summary>What is to be known of a kind of toxic: which members of a wish it reads, what is wrong with a wish, and how it is made.</summary>
internal sealed class ToxicRule(ToxicKind kind)
{
    public ToxicKind Kind { get; } = kind;

    /// <summary>Members it cannot do without.</summary>
    public IReadOnlyList<string> Needs { get; init; } = [];

    /// <summary>Members it reads where they are given.</summary>
    public IReadOnlyList<string> Takes { get; init; } = [];

    /// <summary>A wish that is right, for messages.</summary>
    public required string Example { get; init; }

    /// <summary>Directions that make sense; all of them unless said.</summary>
    public IReadOnlyList<ToxicDirection> Directions { get; init; } = Enum.GetValues<ToxicDirection>();

    /// <summary>Whether it stops new connections from being made to the server.</summary>
    public bool StopsConnecting { get; init; }

    /// <summary>Whether it turns new connections away.</summary>
    public bool TurnsAway { get; init; }

    /// <summary>Sentences on what is wrong, beyond members and their ranges.</summary>
    public Func<ToxicWish, IEnumerable<string>> Check { get; init; } = _ => [];

    /// <summary>Makes it for one connection.</summary>
    public required Func<ToxicWish, Victim, ToxicPair> Make { get; init; }
}

/// <summary>A connection that a toxic has hit.</summary>
/// <param name="Number">Of the connection on its link, from 0.</param>
/// <param name="Since">When it was hit, ns.</param>
internal readonly record struct Victim(long Number, long Since)
{
    /// <summary>One half for each direction of the wish.</summary>
    public static ToxicPair Each(ToxicWish wish, Func<ToxicDirection, Toxic> make) => new(
        wish.Direction is ToxicDirection.Downstream ? null : make(ToxicDirection.Upstream),
        wish.Direction is ToxicDirection.Upstream ? null : make(ToxicDirection.Downstream));

    /// <summary>One half, for what is done to the connection as a whole.</summary>
    public static ToxicPair Whole(Toxic toxic) => new(toxic, null);

    /// <summary>Chance of its own for each connection and direction.</summary>
    public Random Chance(ToxicWish wish, ToxicDirection direction) =>
        new Seed(wish.Seed).Stream($"toxic/{wish.Kind}/{Number}/{direction}");

    /// <summary>Whether the wish's share takes this connection: a larger share takes those of a smaller one and more.</summary>
    public static bool IsHit(ToxicWish wish, long number) =>
        wish.Share >= 1 || IndexedChance.Of(new Seed(wish.Seed), $"toxic/{wish.Kind}").Share(number) < wish.Share;

    /// <summary>Milliseconds of a wish in the unit of the relay.</summary>
    public static long Nanoseconds(double? milliseconds) => (long)((milliseconds ?? 0) * 1e6);
}
