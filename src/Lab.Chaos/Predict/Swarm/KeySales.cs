using System.Numerics;

namespace Lab.Chaos.Predict.Swarm;

/// <summary>
/// Keys of a crowd: on sale until a request is refused there, then closed until nobody is at it any more and a pause is over, then on sale
/// anew with a full stock. Without this a world would sell out once and be still for ever.
/// </summary>
internal sealed class KeySales(Scene scene)
{
    // A handful: what fits on a screen of latest sales.
    private const int Looks = 8;

    private readonly int[] _at = new int[scene.Keys];

    // A bit a key: when most are sold out, every visitor looks for one that is not.
    private readonly ulong[] _open = new ulong[(scene.Keys + 63) / 64];
    private int _openCount;
    private readonly bool[] _due = new bool[scene.Keys];

    // What was taken last, for those who follow others.
    private readonly int[] _recent = new int[64];
    private int _taken;

    public void Reset()
    {
        Array.Clear(_at);
        Array.Clear(_open);
        _openCount = 0;
        for (var key = 0; key < scene.Keys; key++)
        {
            Open(key);
        }

        Array.Clear(_due);
        _taken = 0;
    }

    public bool IsClosed(int key) => (_open[key >> 6] >> key & 1) == 0;

    /// <summary>By popularity; a closed key's visitors go to the next open one, −1 when all are closed.</summary>
    public int Popular(ref Rng rng) => _openCount == 0 ? -1 : NextOpen(Zipf.Choose(scene.System.Popularity, ref rng));

    /// <summary>
    /// Looks at a handful of sales of late and follows the key that it sees most often: what sells faster than others draws more than its
    /// share. One look alone would only repeat how popular keys are. By popularity before anything was taken.
    /// </summary>
    public int Hot(ref Rng rng)
    {
        if (_taken == 0 || _openCount == 0)
        {
            return Popular(ref rng);
        }

        Span<int> seen = stackalloc int[Looks];
        foreach (ref var key in seen)
        {
            key = _recent[rng.Below(Math.Min(_taken, _recent.Length))];
        }

        var (hottest, most) = (seen[0], 0);
        foreach (var key in seen)
        {
            var times = seen.Count(key);
            (hottest, most) = times > most ? (key, times) : (hottest, most);
        }

        return NextOpen(hottest);
    }

    public void Came(int key) => _at[key]++;

    public void Took(int key) => _recent[_taken++ % _recent.Length] = key;

    /// <summary>Somebody was told that nothing is left.</summary>
    /// <returns>Whether that closed it now: somebody should set its renewal.</returns>
    public bool SoldOut(int key)
    {
        if (IsClosed(key))
        {
            return false;
        }

        _open[key >> 6] &= ~(1UL << key);
        _openCount--;
        return true;
    }

    /// <summary>An attempt for that key has ended.</summary>
    /// <returns>Whether the key is on sale anew by that.</returns>
    public bool Left(int key) => --_at[key] == 0 && _due[key] && Renew(key);

    /// <summary>The pause is over.</summary>
    /// <returns>Whether the key is on sale anew; if not, somebody is still at it.</returns>
    public bool Due(int key)
    {
        _due[key] = true;
        return _at[key] == 0 && Renew(key);
    }

    private bool Renew(int key)
    {
        Open(key);
        _due[key] = false;
        scene.Cells.ResetKey(key, scene.System.Model.Volley.Stock);
        return true;
    }

    private void Open(int key)
    {
        _open[key >> 6] |= 1UL << key;
        _openCount++;
    }

    private int NextOpen(int key)
    {
        var word = key >> 6;
        var bits = _open[word] & (ulong.MaxValue << key);
        for (var tried = 0; tried <= _open.Length; tried++)
        {
            if (bits != 0)
            {
                return (word << 6) + BitOperations.TrailingZeroCount(bits);
            }

            word = word + 1 == _open.Length ? 0 : word + 1;
            bits = _open[word];
        }

        return -1;
    }
}
