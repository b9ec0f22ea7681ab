namespace Lab.Control.Holding;

/// <summary>
/// How to undo what has been done under a hold. Whoever breaks something notes it first and forgets it once it was mended otherwise:
/// <c>undoings.Note("toxic redis/slow", token => links.RemoveAsync("redis", "slow", token))</c>. Without a hold nothing is noted.
/// </summary>
internal sealed class Undoings
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Func<CancellationToken, Task>> _noted = [];
    private readonly HashSet<string> _settings = [];
    private bool _open;

    /// <summary>From now on things are noted.</summary>
    public void Open()
    {
        lock (_lock)
        {
            _open = true;
        }
    }

    /// <summary>Done when a hold is over; false when something was noted since it was last taken.</summary>
    public bool TryClose()
    {
        lock (_lock)
        {
            return !(_open = _noted.Count > 0);
        }
    }

    /// <param name="what">What is broken. The first note of it counts: that one knows what was there before.</param>
    /// <param name="undo">Mends it; a refusal because there is nothing left to mend does no harm.</param>
    /// <param name="isSetting">Not broken, only changed: whoever ends the hold in good order may keep it.</param>
    public void Note(string what, Func<CancellationToken, Task> undo, bool isSetting = false)
    {
        lock (_lock)
        {
            if (_open && _noted.TryAdd(what, undo) && isSetting)
            {
                _settings.Add(what);
            }
        }
    }

    /// <summary>Settings stay as they are.</summary>
    public void KeepSettings()
    {
        lock (_lock)
        {
            foreach (var what in _settings)
            {
                _noted.Remove(what);
            }
        }
    }

    /// <summary>It was mended by other means; harmless when it was never noted.</summary>
    public void Forget(string what)
    {
        lock (_lock)
        {
            _noted.Remove(what);
        }
    }

    /// <summary>Everything noted so far, for somebody who undoes it now.</summary>
    public IReadOnlyDictionary<string, Func<CancellationToken, Task>> Take()
    {
        lock (_lock)
        {
            var taken = new Dictionary<string, Func<CancellationToken, Task>>(_noted);
            _noted.Clear();
            _settings.Clear();
            return taken;
        }
    }
}
