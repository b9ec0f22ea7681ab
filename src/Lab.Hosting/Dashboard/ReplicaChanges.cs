using System.Threading.Channels;
using Lab.Control.Replicas;

namespace Lab.Hosting.Dashboard;

/// <summary>
/// Which replicas have changed, for whoever watches: <c>replica -> Changed -> each watcher's set of ids -> NextAsync</c>. A slow watcher has a set with
/// every id at most; it then reads how things are, not how they came to be so.
/// </summary>
internal sealed class ReplicaChanges(TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly List<Watch> _watches = [];
    private readonly Dictionary<string, ReplicaTimes> _times = [];

    /// <summary>When the lab began, which is when all rows came to be.</summary>
    public DateTimeOffset Created { get; } = time.GetUtcNow();

    /// <summary>When it was last started and ended.</summary>
    public ReplicaTimes TimesOf(string replica)
    {
        lock (_lock)
        {
            return _times.GetValueOrDefault(replica) ?? new ReplicaTimes(null, null);
        }
    }

    public void Changed(string replica, ReplicaStatus before, ReplicaStatus after)
    {
        lock (_lock)
        {
            if (before.Pid != after.Pid)
            {
                var now = time.GetUtcNow();
                _times[replica] = after.Pid is null ? new ReplicaTimes(_times.GetValueOrDefault(replica)?.Started, now) : new ReplicaTimes(now, null);
            }

            _watches.ForEach(watch => watch.Add(replica));
        }
    }

    /// <summary>Changes from now on; disposal ends it.</summary>
    public Watch Begin()
    {
        var watch = new Watch(this);
        lock (_lock)
        {
            _watches.Add(watch);
        }

        return watch;
    }

    /// <summary>What one watcher has not seen yet.</summary>
    internal sealed class Watch(ReplicaChanges changes) : IDisposable
    {
        // A bell: one ring stands for any number of changes.
        private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        private readonly HashSet<string> _ids = [];

        /// <summary>Waits until there is a change; the ids of all that have changed since the last call.</summary>
        public async Task<IReadOnlySet<string>> NextAsync(CancellationToken cancellationToken)
        {
            await _bell.Reader.ReadAsync(cancellationToken);
            lock (changes._lock)
            {
                var ids = _ids.ToHashSet();
                _ids.Clear();
                return ids;
            }
        }

        public void Dispose()
        {
            lock (changes._lock)
            {
                changes._watches.Remove(this);
            }
        }

        // Called under the lock of the changes.
        internal void Add(string replica)
        {
            _ids.Add(replica);
            _bell.Writer.TryWrite(true);
        }
    }
}

/// <summary>When a replica's process was last started and ended; null while it was not.</summary>
internal sealed record ReplicaTimes(DateTimeOffset? Started, DateTimeOffset? Stopped);
