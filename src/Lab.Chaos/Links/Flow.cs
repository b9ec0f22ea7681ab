using System.Net.Sockets;
using Lab.Chaos.Links.Toxics;

namespace Lab.Chaos.Links;

/// <summary>
/// One direction of a connection. Without a toxic: read, write, done; only what could not be written is kept. With toxics bytes wait in the
/// queue until they are due and allowed to go.
/// </summary>
internal sealed class Flow(Wire source, Wire sink)
{
    private const int MostRests = 16;

    private readonly DelayQueue _queue = new();
    private Toxic[] _toxics = [];
    private List<Toxic> _healing = [];
    private bool _ended;
    private long _endDue;
    private bool _full;

    /// <summary>The end was passed on; nothing more is to come this way.</summary>
    public bool IsOver { get; private set; }

    /// <summary>When there is something to do without anybody sending anything, ns.</summary>
    public long Next { get; private set; } = long.MaxValue;

    /// <summary>Whether nothing passes at the moment, whatever comes.</summary>
    public bool Holds { get; private set; }

    /// <summary>Whether to ask for the source to be read: not while the other side is behind.</summary>
    public bool WantsRead => !_ended && !source.IsBroken && (_toxics.Length == 0 ? _queue.IsEmpty : _queue.Room > 0);

    /// <summary>Whether to ask for room at the other side.</summary>
    public bool WantsWrite => _full && !sink.IsBroken;

    /// <summary>The earliest fate that a toxic has in store for the connection, and when.</summary>
    public (Fate Fate, long At) Fate
    {
        get
        {
            (Fate, long At) fate = (Toxics.Fate.None, long.MaxValue);
            foreach (var toxic in _toxics)
            {
                if (toxic.Fate is not Toxics.Fate.None && toxic.FateAt < fate.At)
                {
                    fate = (toxic.Fate, toxic.FateAt);
                }
            }

            return fate;
        }
    }

    /// <summary>Puts other toxics in the place of those it had; what only these held back may go.</summary>
    public void Take(Toxic[] toxics)
    {
        var healed = _toxics.Except(toxics).ToList();
        foreach (var toxic in healed)
        {
            toxic.Heal();
        }

        _healing = [.. _healing.Concat(healed).Where(toxic => !toxic.IsIdle)];
        _toxics = [.. _healing, .. toxics];
        if (healed.Count > 0)
        {
            _queue.Hurry();
            _endDue = 0;
        }

        Holds = _toxics.Any(toxic => toxic.Holds);
    }

    /// <summary>Reads once. False: the source is broken, or the sink.</summary>
    public bool Read(byte[] buffer, long now)
    {
        var room = _toxics.Length == 0 ? buffer.Length : Math.Min(buffer.Length, _queue.Room);
        if (room == 0)
        {
            return true;
        }

        var count = source.Socket.Receive(buffer.AsSpan(0, room), SocketFlags.None, out var error);
        if (error is not SocketError.Success)
        {
            return Tolerates(source, error);
        }

        if (_toxics.Length == 0 && _queue.IsEmpty && count > 0)
        {
            return Pass(buffer.AsSpan(0, count));
        }

        return Accept(buffer.AsSpan(0, count), now) && Write(now);
    }

    /// <summary>Writes what is due and allowed. False: the sink is broken.</summary>
    public bool Write(long now)
    {
        (Next, _full) = (long.MaxValue, false);
        while (!Holds && !_full && !_queue.IsEmpty && !sink.IsBroken)
        {
            var ready = _queue.Ready(now);
            if (ready.IsEmpty)
            {
                Next = _queue.Due;
                return true;
            }

            var next = long.MaxValue;
            var allowed = ready.Length;
            foreach (var toxic in _toxics)
            {
                allowed = Math.Min(allowed, toxic.Allow(allowed, now, ref next));
            }

            if (allowed == 0)
            {
                Next = next;
                return true;
            }

            var sent = sink.Socket.Send(ready[..allowed], SocketFlags.None, out var error);
            if (error is not SocketError.Success)
            {
                _full = true;
                return Tolerates(sink, error);
            }

            Sent(sent);
            _full = sent < allowed;
        }

        PassEnd(now);
        return true;
    }

    /// <summary>What a source that has just broken had sent before.</summary>
    public void ReadRest(byte[] buffer, long now)
    {
        for (var n = 0; n < MostRests && !_ended && (_toxics.Length > 0 || _queue.IsEmpty); n++)
        {
            var count = source.Socket.Receive(buffer, SocketFlags.None, out var error);
            if (error is not SocketError.Success || count == 0 || !Accept(buffer.AsSpan(0, count), now) || !Write(now))
            {
                return;
            }
        }
    }

    public void Drop() => _queue.Clear();

    // The path without a toxic: nothing is copied or kept as long as the other side takes it.
    private bool Pass(ReadOnlySpan<byte> bytes)
    {
        var sent = sink.Socket.Send(bytes, SocketFlags.None, out var error);
        if (error is not SocketError.Success)
        {
            sent = 0;
            if (!Tolerates(sink, error))
            {
                return false;
            }
        }

        if (sent < bytes.Length)
        {
            _queue.Add(bytes[sent..], due: 0);
            _full = true;
        }

        return true;
    }

    private bool Accept(ReadOnlySpan<byte> bytes, long now)
    {
        long delay = 0;
        if (bytes.IsEmpty)
        {
            _ended = true;
            foreach (var toxic in _toxics)
            {
                delay += toxic.EndDelay;
            }

            _endDue = delay == 0 ? 0 : now + delay;
            return true;
        }

        var count = bytes.Length;
        foreach (var toxic in _toxics)
        {
            bytes = toxic.Rewrite(bytes);
            delay += toxic.Delay(count);
        }

        _queue.Add(bytes, now + delay);
        if (_healing.Count > 0)
        {
            Take([.. _toxics.Except(_healing)]);
        }

        return true;
    }

    private void Sent(int bytes)
    {
        _queue.Take(bytes);
        foreach (var toxic in _toxics)
        {
            toxic.Passed(bytes);
        }
    }

    private void PassEnd(long now)
    {
        if (!_ended || IsOver || Holds || !_queue.IsEmpty || sink.IsBroken)
        {
            return;
        }

        if (_endDue > now)
        {
            Next = Math.Min(Next, _endDue);
            return;
        }

        IsOver = true;
        sink.End();
    }

    private static bool Tolerates(Wire wire, SocketError error)
    {
        if (error is SocketError.WouldBlock or SocketError.Interrupted or SocketError.IOPending)
        {
            return true;
        }

        wire.Break();
        return false;
    }
}
