namespace Lab.Chaos.Predict.Swarm;

/// <summary>Popularity of ranked keys: the n-th is chosen in proportion to n^−exponent (Zipf 1949).</summary>
internal static class Zipf
{
    /// <param name="keys">1 or more.</param>
    /// <param name="exponent">0 for all alike.</param>
    /// <returns>Cumulative shares of 2^32.</returns>
    public static uint[] Cumulative(int keys, double exponent)
    {
        var weights = Enumerable.Range(1, keys).Select(rank => Math.Pow(rank, -exponent)).ToArray();
        var total = weights.Sum();
        var sum = 0.0;
        var cumulative = new uint[keys];
        for (var n = 0; n < keys; n++)
        {
            sum += weights[n];
            cumulative[n] = (uint)Math.Min(uint.MaxValue, sum / total * uint.MaxValue);
        }

        cumulative[^1] = uint.MaxValue;
        return cumulative;
    }

    public static int Choose(uint[] cumulative, ref Rng rng)
    {
        var found = Array.BinarySearch(cumulative, (uint)(rng.Next() >> 32));
        return Math.Min(found < 0 ? ~found : found, cumulative.Length - 1);
    }
}
