using System.Buffers;

namespace Lab.Chaos.Links;

/// <summary>
/// Bytes on their way, in order, each with the time from which on it may go. Bounded: when <see cref="Room"/> is 0 nothing more is read, so
/// that the sender is held back as by a full network. Borrows memory only while it holds something.
/// </summary>
internal sealed class DelayQueue
{
    /// <summary>Bytes; with a latency of 100 ms it lets 10 MB/s through.</summary>
    public const int Capacity = 1 << 20;

    private const int MostMarks = 4096;
    private const int Smallest = 16 * 1024;

    private byte[] _bytes = [];
    private int _start;
    private int _count;
    private Mark[] _marks = [];
    private int _firstMark;
    private int _markCount;

    public bool IsEmpty => _count == 0;

    public int Room => _markCount == MostMarks ? 0 : Math.Max(0, Capacity - _count);

    /// <summary>When the first byte may go, ns; never while it is empty.</summary>
    public long Due => _markCount == 0 ? long.MaxValue : _marks[_firstMark].Due;

    /// <summary>Puts bytes behind the others; never due before them.</summary>
    public void Add(ReadOnlySpan<byte> bytes, long due)
    {
        if (bytes.IsEmpty)
        {
            return;
        }

        EnsureRoom(bytes.Length);
        var end = (_start + _count) % _bytes.Length;
        var first = Math.Min(bytes.Length, _bytes.Length - end);
        bytes[..first].CopyTo(_bytes.AsSpan(end));
        bytes[first..].CopyTo(_bytes);
        _count += bytes.Length;
        AddMark(bytes.Length, due);
    }

    /// <summary>The first bytes that may go now; more may follow once these are taken.</summary>
    public ReadOnlySpan<byte> Ready(long now) =>
        Due > now ? [] : _bytes.AsSpan(_start, Math.Min(_marks[_firstMark].Length, _bytes.Length - _start));

    /// <summary>Takes away so many of the first bytes, at most as many as were ready.</summary>
    public void Take(int bytes)
    {
        _count -= bytes;
        ref var mark = ref _marks[_firstMark];
        mark = mark with { Length = mark.Length - bytes };
        if (mark.Length == 0)
        {
            _firstMark = (_firstMark + 1) % _marks.Length;
            _markCount--;
        }

        if (_count == 0)
        {
            Clear();
        }
        else
        {
            _start = (_start + bytes) % _bytes.Length;
        }
    }

    /// <summary>All of it may go now: what held it back has healed.</summary>
    public void Hurry()
    {
        for (var n = 0; n < _markCount; n++)
        {
            ref var mark = ref _marks[(_firstMark + n) % _marks.Length];
            mark = mark with { Due = 0 };
        }
    }

    /// <summary>Drops everything and gives the memory back.</summary>
    public void Clear()
    {
        if (_bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
        }

        (_bytes, _start, _count, _firstMark, _markCount) = ([], 0, 0, 0, 0);
    }

    private void EnsureRoom(int more)
    {
        if (_count + more <= _bytes.Length)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(Smallest, Math.Max(_count + more, 2 * _bytes.Length)));
        var first = Math.Min(_count, _bytes.Length - _start);
        _bytes.AsSpan(_start, first).CopyTo(larger);
        _bytes.AsSpan(0, _count - first).CopyTo(larger.AsSpan(first));
        if (_bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
        }

        (_bytes, _start) = (larger, 0);
    }

    private void AddMark(int length, long due)
    {
        if (_markCount > 0)
        {
            ref var last = ref _marks[(_firstMark + _markCount - 1) % _marks.Length];
            due = Math.Max(due, last.Due);
            if (last.Due == due || _markCount == MostMarks)
            {
                last = new Mark(last.Length + length, due);
                return;
            }
        }

        if (_markCount == _marks.Length)
        {
            var larger = new Mark[Math.Max(16, 2 * _marks.Length)];
            for (var n = 0; n < _markCount; n++)
            {
                larger[n] = _marks[(_firstMark + n) % _marks.Length];
            }

            (_marks, _firstMark) = (larger, 0);
        }

        _marks[(_firstMark + _markCount++) % _marks.Length] = new Mark(length, due);
    }

    private readonly record struct Mark(int Length, long Due);
}
