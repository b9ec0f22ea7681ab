namespace Lab.Services.Leases;

/// <summary>
/// A queue per key within this process. Each replica sends its first in line to contend for a lease: two hundred that wait must not
/// be two hundred that poll Redis every few milliseconds.
/// </summary>
public sealed class KeyedTurns
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>Waits for its turn; null when it did not come in time. Dispose to let the next one go.</summary>
    public async Task<Turn?> EnterAsync(string key, TimeSpan wait, CancellationToken cancellationToken)
    {
        var entry = Join(key);
        var hasTurn = false;
        try
        {
            hasTurn = await entry.Gate.WaitAsync(wait, cancellationToken);
            return hasTurn ? new Turn(this, key, entry) : null;
        }
        finally
        {
            if (!hasTurn)
            {
                Leave(key, entry);
            }
        }
    }

    // Joining and leaving share the lock because an entry must not be dropped between its look-up and its count.
    private Entry Join(string key)
    {
        lock (_lock)
        {
            if (!_entries.TryGetValue(key, out var entry))
            {
                _entries[key] = entry = new Entry();
            }

            entry.Members++;
            return entry;
        }
    }

    private void Leave(string key, Entry entry)
    {
        lock (_lock)
        {
            if (--entry.Members == 0)
            {
                _entries.Remove(key);
                entry.Gate.Dispose();
            }
        }
    }

    /// <summary>It is this one's turn until disposed.</summary>
    public sealed class Turn : IDisposable
    {
        private readonly KeyedTurns _queue;
        private readonly string _key;
        private readonly Entry _entry;

        internal Turn(KeyedTurns queue, string key, Entry entry) => (_queue, _key, _entry) = (queue, key, entry);

        /// <inheritdoc/>
        public void Dispose()
        {
            _entry.Gate.Release();
            _queue.Leave(_key, _entry);
        }
    }

    internal sealed class Entry
    {
        public SemaphoreSlim Gate { get; } = new(1, 1);

        public int Members { get; set; }
    }
}
