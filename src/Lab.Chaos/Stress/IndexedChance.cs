using Lab.Contracts;

namespace Lab.Chaos.Stress;

/// <summary>
/// Chance by number instead of by order: the n-th draw is the same whether or not those before it were made. A request that could not be
/// sent on time must not shift what the later ones ask for. SplitMix64 (Steele, Lea, Flood 2014) of root + n.
/// </summary>
internal readonly struct IndexedChance
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    private readonly ulong _root;

    private IndexedChance(ulong root) => _root = root;

    public static IndexedChance Of(Seed seed, string name) => new((ulong)seed.Stream(name).NextInt64(long.MinValue, long.MaxValue));

    public ulong Bits(long n)
    {
        var z = _root + (Golden * (ulong)(n + 1));
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>0 to 1, without 1: the upper 53 bits.</summary>
    public double Share(long n) => (Bits(n) >> 11) * (1.0 / (1UL << 53));
}
