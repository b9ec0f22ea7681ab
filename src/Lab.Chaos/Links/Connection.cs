using System.Net;
using System.Net.Sockets;
using Lab.Chaos.Links.Polling;
using Lab.Chaos.Links.Toxics;

namespace Lab.Chaos.Links;

/// <summary>
/// A client and the server behind the link: <c>client -> [up] -> server -> [down] -> client</c>. Ends (FIN) are passed on by direction, a reset
/// (RST) to the other side.
/// </summary>
internal sealed class Connection
{
    private readonly Wire _client;
    private readonly Wire _server;
    private readonly Flow _up;
    private readonly Flow _down;
    private readonly Dictionary<ActiveToxic, ToxicPair> _hits = [];
    private Phase _phase = Phase.Held;
    private bool _isNew = true;

    public Connection(long number, Wire client, Wire server)
    {
        (Number, _client, _server) = (number, client, server);
        (_up, _down) = (new Flow(client, server), new Flow(server, client));
    }

    private enum Phase
    {
        Held,
        Connecting,
        Open,
        Over,
    }

    /// <summary>In the order in which the link accepted them, from 0.</summary>
    public long Number { get; }

    /// <summary>By which the process at the other end can be found.</summary>
    public int ClientPort => (_client.Socket.RemoteEndPoint as IPEndPoint)?.Port ?? 0;

    /// <summary>That process, once somebody had to know it.</summary>
    public int? Client { get; set; }

    /// <summary>Of its sockets in the poller; the other one follows.</summary>
    public int FirstNumber => _client.Number;

    public bool IsOver => _phase is Phase.Over;

    /// <summary>When it wants to be asked again, ns.</summary>
    public long Next { get; private set; } = long.MaxValue;

    /// <summary>When the relay has planned to do so, ns; kept for it here.</summary>
    public long Timer { get; set; } = long.MaxValue;

    /// <summary>Takes the toxics that are on the link now; connects to the server as soon as none forbids it.</summary>
    public void Take(IReadOnlyList<ActiveToxic> toxics, EndPoint target, long now)
    {
        foreach (var gone in _hits.Keys.Except(toxics).ToList())
        {
            _hits.Remove(gone);
        }

        foreach (var toxic in toxics.Where(toxic => !_hits.ContainsKey(toxic) && (_isNew || !toxic.Rule.TurnsAway) && toxic.Hits(Number, Client)))
        {
            _hits[toxic] = toxic.Rule.Make(toxic.Wish, new Victim(Number, now));
            toxic.Count();
        }

        _isNew = false;
        _up.Take([.. _hits.Values.Select(pair => pair.Up).OfType<Toxic>()]);
        _down.Take([.. _hits.Values.Select(pair => pair.Down).OfType<Toxic>()]);
        if (_phase is Phase.Held && !_hits.Keys.Any(toxic => toxic.Rule.StopsConnecting))
        {
            Connect(target);
        }

        if (_client.IsBroken || _server.IsBroken)
        {
            BreakOff();
        }

        GoOn(now);
    }

    /// <summary>Time has passed: bytes may be due, or the fate that a toxic has in store.</summary>
    public void GoOn(long now)
    {
        if (_phase is Phase.Open && !(_up.Write(now) && _down.Write(now)))
        {
            BreakOff();
        }

        Settle(now);
    }

    /// <summary>One of its sockets has something to say.</summary>
    public void Ready(in Ready ready, byte[] buffer, long now)
    {
        var isClient = ready.Number == _client.Number;
        if (_phase is Phase.Connecting && !isClient)
        {
            Connected(now);
            return;
        }

        if (_phase is not Phase.Open)
        {
            return;
        }

        var (from, into) = isClient ? (_up, _down) : (_down, _up);
        if ((ready.Read && from.WantsRead && !from.Read(buffer, now)) || (ready.Write && into.WantsWrite && !into.Write(now)))
        {
            (_server.IsBroken ? _down : _up).ReadRest(buffer, now);
            BreakOff();
        }

        Settle(now);
    }

    /// <summary>Ends it at once.</summary>
    public void End(Fate fate)
    {
        if (_phase is Phase.Over)
        {
            return;
        }

        _phase = Phase.Over;
        Next = long.MaxValue;
        foreach (var wire in (ReadOnlySpan<Wire>)[_client, _server])
        {
            if (fate is Fate.Reset)
            {
                wire.Reset();
            }
            else
            {
                wire.End();
                wire.Close();
            }
        }

        _up.Drop();
        _down.Drop();
    }

    private void Connect(EndPoint target)
    {
        _phase = Phase.Connecting;
        try
        {
            _server.Socket.Connect(target);
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress)
        {
            _server.Wait(Interest.Write);
        }
        catch (SocketException)
        {
            End(Fate.Reset);
        }
    }

    private void Connected(long now)
    {
        if ((int)_server.Socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error)! != 0)
        {
            // Nobody is there to answer: the client sees what it would see at a port without a server, one step later.
            End(Fate.Reset);
            return;
        }

        _phase = Phase.Open;
        GoOn(now);
    }

    // What broke is passed on as a reset, unless a toxic lets nothing pass that way at the moment.
    private void BreakOff()
    {
        if ((_client.IsBroken && !_up.Holds) || (_server.IsBroken && !_down.Holds))
        {
            End(Fate.Reset);
        }
    }

    private void Settle(long now)
    {
        if (_phase is Phase.Over)
        {
            return;
        }

        var (fate, at) = _up.Fate.At <= _down.Fate.At ? _up.Fate : _down.Fate;
        if (at <= now)
        {
            End(fate);
            return;
        }

        if (_up.IsOver && _down.IsOver)
        {
            End(Fate.Close);
            return;
        }

        Next = Math.Min(at, Math.Min(_up.Next, _down.Next));
        if (_phase is Phase.Open)
        {
            _client.Wait(Interests(_up, _down));
            _server.Wait(Interests(_down, _up));
        }
    }

    private static Interest Interests(Flow from, Flow into) =>
        (from.WantsRead ? Interest.Read : Interest.None) | (into.WantsWrite ? Interest.Write : Interest.None);
}
