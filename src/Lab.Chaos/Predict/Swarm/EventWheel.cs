using System.Numerics;

namespace Lab.Chaos.Predict.Swarm;

/// <summary>Something due at a time.</summary>
/// <param name="Time">Nanoseconds.</param>
/// <param name="Id">Whose it is; also breaks ties, so that order never depends on history.</param>
/// <param name="Stamp">Lets its owner see that it is outdated: nothing is ever taken out of the wheel.</param>
internal readonly record struct Due(long Time, int Id, int Stamp);

/// <summary>
/// What is due next, in constant time however many wait (after Varghese and Lauck 1987, hashed and hierarchical timing wheels):
/// <code>
/// now (small heap) &lt;- 8,192 buckets of 8 µs (a page) &lt;- 4,096 pages of 67 ms &lt;- far list (beyond 4.6 minutes)
/// </code>
/// Only the bucket that time has reached is put in order.
/// </summary>
internal sealed class EventWheel
{
    private const int BucketShift = 13;
    private const int PageShift = 13;
    private const int BucketsPerPage = 1 << PageShift;
    private const int Pages = 4096;

    private readonly int[] _buckets = new int[BucketsPerPage];
    private readonly ulong[] _usedBuckets = new ulong[BucketsPerPage / 64];
    private readonly int[] _pages = new int[Pages];
    private readonly ulong[] _usedPages = new ulong[Pages / 64];
    private readonly List<Due> _far = [];
    private Node[] _nodes = new Node[1024];
    private Due[] _now = new Due[256];
    private int _nowCount;
    private int _used;
    private int _free = -1;
    private long _bucket;
    private int _waiting;

    public EventWheel()
    {
        Array.Fill(_buckets, -1);
        Array.Fill(_pages, -1);
    }

    /// <summary>Empties it and goes back to time zero.</summary>
    public void Clear()
    {
        if (_waiting > 0)
        {
            Array.Fill(_buckets, -1);
            Array.Fill(_pages, -1);
            Array.Clear(_usedBuckets);
            Array.Clear(_usedPages);
            _far.Clear();
        }

        (_nowCount, _used, _free, _bucket, _waiting) = (0, 0, -1, 0, 0);
    }

    public void Add(long time, int id, int stamp)
    {
        var bucket = time >> BucketShift;
        if (bucket <= _bucket)
        {
            AddNow(new Due(time, id, stamp));
            return;
        }

        _waiting++;
        var pagesAhead = (bucket >> PageShift) - (_bucket >> PageShift);
        if (pagesAhead == 0)
        {
            Link(_buckets, _usedBuckets, (int)bucket & (BucketsPerPage - 1), new Due(time, id, stamp));
        }
        else if (pagesAhead < Pages)
        {
            Link(_pages, _usedPages, (int)(bucket >> PageShift) & (Pages - 1), new Due(time, id, stamp));
        }
        else
        {
            _far.Add(new Due(time, id, stamp));
        }
    }

    /// <summary>False when nothing is left.</summary>
    public bool TryTake(out Due due)
    {
        if (_nowCount == 0 && !Turn())
        {
            due = default;
            return false;
        }

        due = _now[0];
        var last = _now[--_nowCount];
        if (_nowCount > 0)
        {
            SiftDown(last);
        }

        return true;
    }

    // Goes on to the next bucket that holds something.
    private bool Turn()
    {
        if (_waiting == 0)
        {
            return false;
        }

        var next = Next(_usedBuckets, (int)_bucket & (BucketsPerPage - 1), BucketsPerPage);
        while (next < 0)
        {
            OpenNextPage();
            next = Next(_usedBuckets, -1, BucketsPerPage);
        }

        _bucket = (_bucket & ~(BucketsPerPage - 1L)) | (long)next;
        var node = _buckets[next];
        _buckets[next] = -1;
        _usedBuckets[next >> 6] &= ~(1UL << (next & 63));
        while (node >= 0)
        {
            AddNow(_nodes[node].Due);
            _waiting--;
            node = Recycle(node);
        }

        return true;
    }

    private void OpenNextPage()
    {
        var page = _bucket >> PageShift;
        var slot = (int)page & (Pages - 1);
        var next = Next(_usedPages, slot, Pages);
        if (next < 0)
        {
            next = Next(_usedPages, -1, slot);
        }

        var nearest = next < 0 ? long.MaxValue : page + ((next - slot + Pages) & (Pages - 1));
        for (var n = 0; n < _far.Count; n++)
        {
            nearest = Math.Min(nearest, _far[n].Time >> (BucketShift + PageShift));
        }

        _bucket = nearest << PageShift;
        BringNear(nearest);
        slot = (int)nearest & (Pages - 1);
        var node = _pages[slot];
        _pages[slot] = -1;
        _usedPages[slot >> 6] &= ~(1UL << (slot & 63));
        while (node >= 0)
        {
            var due = _nodes[node].Due;
            node = Recycle(node);
            Link(_buckets, _usedBuckets, (int)(due.Time >> BucketShift) & (BucketsPerPage - 1), due);
        }
    }

    // Moves what the far list holds for that page into its buckets.
    private void BringNear(long page)
    {
        for (var n = _far.Count - 1; n >= 0; n--)
        {
            var due = _far[n];
            if (due.Time >> (BucketShift + PageShift) == page)
            {
                Link(_buckets, _usedBuckets, (int)(due.Time >> BucketShift) & (BucketsPerPage - 1), due);
                _far[n] = _far[^1];
                _far.RemoveAt(_far.Count - 1);
            }
        }
    }

    private void Link(int[] heads, ulong[] used, int slot, Due due)
    {
        int node;
        if (_free >= 0)
        {
            node = _free;
            _free = _nodes[node].Next;
        }
        else
        {
            node = _used++;
            if (node == _nodes.Length)
            {
                Array.Resize(ref _nodes, _nodes.Length * 2);
            }
        }

        _nodes[node] = new Node(due, heads[slot]);
        heads[slot] = node;
        used[slot >> 6] |= 1UL << (slot & 63);
    }

    private int Recycle(int node)
    {
        var next = _nodes[node].Next;
        _nodes[node] = new Node(default, _free);
        _free = node;
        return next;
    }

    /// <summary>The first used slot after one, or −1.</summary>
    private static int Next(ulong[] used, int after, int count)
    {
        var slot = after + 1;
        if (slot >= count)
        {
            return -1;
        }

        var word = slot >> 6;
        var bits = used[word] & (ulong.MaxValue << (slot & 63));
        while (bits == 0)
        {
            if (++word >= (count + 63) >> 6)
            {
                return -1;
            }

            bits = used[word];
        }

        var found = (word << 6) + BitOperations.TrailingZeroCount(bits);
        return found < count ? found : -1;
    }

    private void AddNow(Due due)
    {
        if (_nowCount == _now.Length)
        {
            Array.Resize(ref _now, _now.Length * 2);
        }

        var place = _nowCount++;
        while (place > 0 && Before(due, _now[(place - 1) >> 1]))
        {
            _now[place] = _now[(place - 1) >> 1];
            place = (place - 1) >> 1;
        }

        _now[place] = due;
    }

    private void SiftDown(Due due)
    {
        var place = 0;
        while (true)
        {
            var child = (place << 1) + 1;
            if (child >= _nowCount)
            {
                break;
            }

            if (child + 1 < _nowCount && Before(_now[child + 1], _now[child]))
            {
                child++;
            }

            if (!Before(_now[child], due))
            {
                break;
            }

            _now[place] = _now[child];
            place = child;
        }

        _now[place] = due;
    }

    private static bool Before(in Due left, in Due right) =>
        left.Time < right.Time || (left.Time == right.Time && left.Id < right.Id);

    private readonly record struct Node(Due Due, int Next);
}
