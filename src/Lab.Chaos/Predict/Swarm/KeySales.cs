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
    private readonly bool[] _closed = new bool[scene.Keys];
    private readonly bool[] _due = new bool[scene.Keys];

    // What was taken last, for those who follow others.
    private readonly int[] _recent = new int[64];
    private int _taken;

    public void Reset()
    {
        Array.Clear(_at);
        Array.Clear(_closed);
        Array.Clear(_due);
        _taken = 0;
    }

    public bool IsClosed(int key) => _closed[key];

    /// <summary>By popularity; a closed key's visitors go to the next open one, −1 when all are closed.</summary>
    public int Popular(ref Rng rng) => NextOpen(Zipf.Choose(scene.System.Popularity, ref rng));

    /// <summary>
    /// Looks at a handful of sales of late and follows the key that it sees most often: what sells faster than others draws more than its
    /// share. One look alone would only repeat how popular keys are. By popularity before anything was taken.
    /// </summary>
    public int Hot(ref Rng rng)
    {
        if (_taken == 0)
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
        var wasOpen = !_closed[key];
        _closed[key] = true;
        return wasOpen;
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
        (_closed[key], _due[key]) = (false, false);
        scene.Cells.ResetKey(key, scene.System.Model.Volley.Stock);
        return true;
    }

    private int NextOpen(int key)
    {
        for (var tried = 0; tried < _closed.Length; tried++)
        {
            var candidate = key + tried < _closed.Length ? key + tried : key + tried - _closed.Length;
            if (!_closed[candidate])
            {
                return candidate;
            }
        }

        return -1;
    }
}
