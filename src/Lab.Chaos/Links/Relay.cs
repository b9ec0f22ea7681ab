using System.Net;
using System.Net.Sockets;
using Lab.Chaos.Links.Polling;
using Lab.Chaos.Links.Toxics;
using Lab.Chaos.Stress;
using Lab.Contracts.Control;

namespace Lab.Chaos.Links;

/// <summary>
/// A link: <c>client -> [relay] -> server</c>, with toxics in between. One thread waits for all sockets and does all the work; others ask it
/// through the mailbox. Nothing is allocated for a chunk of bytes.
/// </summary>
internal sealed class Relay : IDisposable
{
    private const int BufferBytes = 64 * 1024;
    private const int MostReady = 256;
    private const int MostAccepted = 64;
    private const long Longest = 60_000_000_000;
    private const long HandlesPause = 100_000_000;

    private readonly TimeProvider _time;
    private readonly EndPoint _target;
    private readonly IPoller _poller;
    private readonly Listener _listener;
    private readonly Mailbox _mailbox;
    private readonly ToxicBook _toxics = new();
    private readonly ConnectionTable _connections = new();
    private readonly PriorityQueue<Connection, long> _timers = new();
    private readonly byte[] _buffer = GC.AllocateUninitializedArray<byte>(BufferBytes, pinned: true);
    private readonly Ready[] _ready = new Ready[MostReady];
    private readonly List<Connection> _fresh = [];
    private readonly Thread _thread;
    private long _acceptAgain = long.MaxValue;
    private long _accepted;
    private bool _ended;

    /// <summary>Listens; connections are served from <see cref="Start"/> on.</summary>
    /// <param name="target">The server.</param>
    /// <param name="port">Port on 127.0.0.1; 0 for one that is free.</param>
    /// <param name="time">The clock.</param>
    /// <param name="poller">How sockets are waited for.</param>
    /// <exception cref="Lab.Contracts.LabException">The port is taken.</exception>
    public Relay(EndPoint target, int port, TimeProvider time, IPoller poller)
    {
        (_target, _time, _poller) = (target, time, poller);
        _listener = new Listener(port, poller);
        _mailbox = new Mailbox(poller);
        _thread = new Thread(Run) { Name = "link", IsBackground = true };
    }

    public int Port => _listener.Port;

    public void Start() => _thread.Start();

    /// <summary>Puts a toxic on the link, in the place of one of that name. In force when this is done.</summary>
    public Task<ToxicInfo> PutAsync(string name, ToxicWish wish) => _mailbox.AskAsync(() =>
    {
        var now = _time.Nanoseconds();
        var toxic = _toxics.Put(name, wish, now);
        Changed(now);
        return toxic.Info(now);
    });

    /// <summary>Takes it off; whether it was there.</summary>
    public Task<bool> RemoveAsync(string name) => _mailbox.AskAsync(() => Healed(_toxics.Remove(name)));

    /// <summary>Takes all of them off.</summary>
    public Task<bool> ClearAsync() => _mailbox.AskAsync(() => Healed(_toxics.Clear()));

    public Task<IReadOnlyList<ToxicInfo>> ToxicsAsync() => _mailbox.AskAsync<IReadOnlyList<ToxicInfo>>(
        () => [.. _toxics.All.Select(toxic => toxic.Info(_time.Nanoseconds()))]);

    /// <summary>Breaks all connections and waits until the thread has ended.</summary>
    public void Dispose()
    {
        if (_thread.IsAlive)
        {
            _ = _mailbox.AskAsync(() => _ended = true);
            _thread.Join();
        }

        _listener.Dispose();
        _mailbox.Dispose();
        _poller.Dispose();
    }

    private void Run()
    {
        // What it does for a chunk takes microseconds; waiting for a processor behind the services that it stands between would take longer than that, and
        // be latency that nobody asked for.
        RealTimePriority.Take();
        while (!_ended)
        {
            var now = _time.Nanoseconds();
            var count = _poller.Wait(Math.Clamp(Next() - now, 0, Longest), _ready);
            now = _time.Nanoseconds();
            for (var n = 0; n < count; n++)
            {
                Handle(in _ready[n], now);
            }

            _connections.Sweep();
            OnTime(now);
        }

        foreach (var connection in _connections.All)
        {
            connection.End(Fate.Reset);
        }
    }

    private long Next() => Math.Min(
        Math.Min(_toxics.Next, _acceptAgain), _timers.TryPeek(out _, out var due) ? due : long.MaxValue);

    private void Handle(in Ready ready, long now)
    {
        switch (ready.Number)
        {
            case Listener.Number:
                Accept(now);
                break;
            case Mailbox.Number:
                _mailbox.Empty();
                break;
            default:
                if (_connections.Of(ready.Number) is { IsOver: false } connection)
                {
                    connection.Ready(in ready, _buffer, now);
                    Settle(connection);
                }

                break;
        }
    }

    private void OnTime(long now)
    {
        while (_timers.TryPeek(out var connection, out var due) && due <= now)
        {
            _timers.Dequeue();
            connection.Timer = long.MaxValue;
            if (!connection.IsOver)
            {
                connection.GoOn(now);
                Settle(connection);
            }
        }

        if (_toxics.Next <= now && _toxics.Expire(now))
        {
            Changed(now);
        }

        if (_acceptAgain <= now)
        {
            _acceptAgain = long.MaxValue;
            _listener.Watch(!_listener.Refuses);
        }

        _connections.Sweep();
    }

    private void Accept(long now)
    {
        try
        {
            for (var n = 0; n < MostAccepted && (n == 0 || _listener.HasMore); n++)
            {
                if (_listener.Accept() is { } client)
                {
                    _fresh.Add(Connection(client));
                }
            }
        }
        catch (SocketException)
        {
            // No handle is left. Those that wait go on waiting.
            _listener.Watch(false);
            _acceptAgain = now + HandlesPause;
        }

        Apply(_fresh, now);
        _fresh.Clear();
    }

    private Connection Connection(Socket client)
    {
        var server = new Socket(_target.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { Blocking = false, NoDelay = true };
        return _connections.Add(number => new Connection(
            _accepted++, new Wire(client, number, _poller), new Wire(server, number + 1, _poller)));
    }

    private bool Healed(bool healed)
    {
        Changed(_time.Nanoseconds());
        return healed;
    }

    private void Changed(long now)
    {
        _listener.Refuse(_toxics.All.Any(toxic => toxic.Rule.TurnsAway && toxic.HitsAll));
        Apply([.. _connections.All.Where(connection => !connection.IsOver)], now);
    }

    private void Apply(List<Connection> connections, long now)
    {
        Identify(connections);
        foreach (var connection in connections)
        {
            connection.Take(_toxics.All, _target, now);
            Settle(connection);
        }
    }

    // Only where a toxic asks for it, and once for all of them.
    private void Identify(List<Connection> connections)
    {
        int[] wanted = [.. _toxics.All.SelectMany(toxic => toxic.Clients).Distinct()];
        if (wanted.Length == 0 || connections.All(connection => connection.Client is not null))
        {
            return;
        }

        var owners = ConnectionOwners.Find(Port, wanted);
        foreach (var connection in connections.Where(connection => connection.Client is null))
        {
            connection.Client = owners.TryGetValue(connection.ClientPort, out var process) ? process : null;
        }
    }

    // A timer that is later than needed stays in the queue; when it fires too early the connection is asked in vain, once.
    private void Settle(Connection connection)
    {
        if (connection.IsOver)
        {
            _connections.Leave(connection.FirstNumber);
        }
        else if (connection.Next < connection.Timer)
        {
            connection.Timer = connection.Next;
            _timers.Enqueue(connection, connection.Next);
        }
    }
}
