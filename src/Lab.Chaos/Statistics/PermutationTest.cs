using Lab.Contracts;
using MathNet.Numerics;

namespace Lab.Chaos.Statistics;

/// <summary>
/// Are the means of two arms further apart than a random split of the same numbers into arms of these sizes? Asks nothing of the
/// distribution, which for units oversold is anything but normal.
/// </summary>
/// <remarks>
/// Statistic: the absolute difference of means (two-sided). Exact over all C(n1 + n2, n1) splits where they are at most
/// <see cref="MostSplits"/>; else <see cref="Draws"/> seeded random splits with p = (b + 1) / (m + 1), b of the m splits being at
/// least as uneven as the one seen, so that p is never 0. Source: B. Phipson, G. K. Smyth, Statistical Applications in Genetics and
/// Molecular Biology 9 (2010) article 39; E. J. G. Pitman, Supplement to JRSS 4 (1937) 119.
/// </remarks>
internal static class PermutationTest
{
    /// <summary>Up to so many splits are all looked at: some milliseconds.</summary>
    public const int MostSplits = 500_000;

    /// <summary>Random splits beyond that; the smallest p that can come out is 1 / 20,000.</summary>
    public const int Draws = 19_999;

    /// <summary>The two-sided p-value.</summary>
    /// <exception cref="ArgumentException">An arm is empty.</exception>
    public static double TwoSided(IReadOnlyList<double> first, IReadOnlyList<double> second, Seed seed)
    {
        if (first.Count == 0 || second.Count == 0)
        {
            throw new ArgumentException("A permutation test needs at least one value in each arm.");
        }

        double[] pool = [.. first, .. second];
        var split = new Split(pool, first.Count, first.Sum());
        return Combinatorics.Combinations(pool.Length, first.Count) <= MostSplits
            ? Exact(split)
            : Drawn(split, seed.Stream("permutation"));
    }

    private static double Exact(Split split)
    {
        var chosen = Enumerable.Range(0, split.FirstCount).ToArray();
        long uneven = 0, splits = 0;
        do
        {
            var sum = 0.0;
            foreach (var index in chosen)
            {
                sum += split.Pool[index];
            }

            uneven += split.IsAsUnevenAsSeen(sum) ? 1 : 0;
            splits++;
        }
        while (Combination.Next(chosen, split.Pool.Length));

        return (double)uneven / splits;
    }

    private static double Drawn(Split split, Random random)
    {
        var pool = split.Pool;
        var uneven = 0;
        for (var draw = 0; draw < Draws; draw++)
        {
            // The first places of a Fisher-Yates shuffle are a random arm; the rest need not be shuffled.
            var sum = 0.0;
            for (var place = 0; place < split.FirstCount; place++)
            {
                var other = random.Next(place, pool.Length);
                (pool[place], pool[other]) = (pool[other], pool[place]);
                sum += pool[place];
            }

            uneven += split.IsAsUnevenAsSeen(sum) ? 1 : 0;
        }

        return (uneven + 1.0) / (Draws + 1.0);
    }

    /// <summary>
    /// All values in one pool and how the arms split it. As total and sizes are fixed, the difference of means grows with the distance
    /// of the first arm's sum from its expectation, so sums suffice.
    /// </summary>
    private sealed class Split(double[] pool, int firstCount, double seen)
    {
        private readonly double _expected = pool.Sum() * firstCount / pool.Length;

        // Splits that tie in theory differ by rounding and must count as ties.
        private readonly double _rounding = 1e-9 * (1 + pool.Sum(Math.Abs));

        public double[] Pool => pool;

        public int FirstCount => firstCount;

        public bool IsAsUnevenAsSeen(double sum) =>
            Math.Abs(sum - _expected) >= Math.Abs(seen - _expected) - _rounding;
    }
}
