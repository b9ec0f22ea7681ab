using Lab.Contracts.Control;

namespace Lab.Chaos.Links;

/// <summary>The toxics that are on a link, in the order in which they were put there.</summary>
internal sealed class ToxicBook
{
    private List<ActiveToxic> _toxics = [];

    public IReadOnlyList<ActiveToxic> All => _toxics;

    /// <summary>When the next one heals by itself, ns.</summary>
    public long Next => _toxics.Count == 0 ? long.MaxValue : _toxics.Min(toxic => toxic.Deadline);

    public ActiveToxic Put(string name, ToxicWish wish, long now)
    {
        var toxic = new ActiveToxic(name, wish, now + (wish.Milliseconds * 1_000_000L));
        _toxics = [.. _toxics.Where(other => other.Name != name), toxic];
        return toxic;
    }

    /// <summary>Whether it was there.</summary>
    public bool Remove(string name) => Keep(toxic => toxic.Name != name);

    public bool Clear() => Keep(_ => false);

    /// <summary>Takes off those whose time is over; whether there were any.</summary>
    public bool Expire(long now) => Keep(toxic => toxic.Deadline > now);

    private bool Keep(Func<ActiveToxic, bool> keep)
    {
        var before = _toxics.Count;
        _toxics = [.. _toxics.Where(keep)];
        return _toxics.Count < before;
    }
}
