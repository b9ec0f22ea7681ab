namespace Lab.Chaos.Stress;

/// <summary>Chooses among n things, each with its weight: the hot key, the frequent operation.</summary>
internal sealed class Popularity
{
    private readonly double[] _upTo;

    private Popularity(IEnumerable<double> weights)
    {
        var sum = 0.0;
        _upTo = [.. weights.Select(weight => sum += weight)];
        for (var n = 0; n < _upTo.Length; n++)
        {
            _upTo[n] /= sum;
        }
    }

    /// <summary>The k-th of them, from 1, is chosen in proportion to k^-exponent (Zipf); 0 makes all alike.</summary>
    public static Popularity Zipf(int count, double exponent) =>
        new(Enumerable.Range(1, count).Select(rank => Math.Pow(rank, -exponent)));

    public static Popularity Of(IEnumerable<double> weights) => new(weights);

    /// <param name="share">0 to 1, without 1.</param>
    /// <returns>From 0.</returns>
    public int At(double share)
    {
        var found = Array.BinarySearch(_upTo, share);

        // A hit belongs to the next one: its share begins there. Rounding may leave the last sum a little below 1.
        return Math.Min(found >= 0 ? found + 1 : ~found, _upTo.Length - 1);
    }
}
