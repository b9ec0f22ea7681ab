using Lab.Chaos.Links.Toxics;
using Lab.Contracts.Control;

namespace Lab.Chaos.Links;

/// <summary>A toxic that is on the link, until <paramref name="deadline"/>, ns.</summary>
internal sealed class ActiveToxic(string name, ToxicWish wish, long deadline)
{
    private readonly HashSet<int>? _clients = wish.Clients is { } clients ? [.. clients] : null;

    public string Name { get; } = name;

    public ToxicWish Wish { get; } = wish;

    public ToxicRule Rule { get; } = KnownToxics.Rule(wish.Kind);

    public long Deadline { get; } = deadline;

    /// <summary>Connections hit so far.</summary>
    public long Connections { get; private set; }

    /// <summary>Whether somebody must find out whose a connection is before it can be decided whether it is hit.</summary>
    public bool AsksForClient => _clients is not null;

    /// <summary>Whether every connection is hit, and none has to be looked at.</summary>
    public bool HitsAll => Wish.Share >= 1 && _clients is null;

    /// <summary>Processes whose connections are hit; only where <see cref="AsksForClient"/>.</summary>
    public IReadOnlySet<int> Clients => _clients ?? [];

    public bool Hits(long connection, int? client) =>
        (_clients is null || (client is { } pid && _clients.Contains(pid))) && Victim.IsHit(Wish, connection);

    public void Count() => Connections++;

    public ToxicInfo Info(long now) => new(Name, Wish, (int)Math.Max(0, (Deadline - now) / 1_000_000), Connections);
}
