using System.Net.Sockets;
using Lab.Chaos.Stress;

namespace Lab.Chaos.Links.Polling;

/// <summary>Everywhere: <c>select</c> over all sockets, in whole milliseconds; below one it looks and naps in turn.</summary>
internal sealed class SelectPoller : IPoller
{
    private const long Millisecond = 1_000_000;
    private const long Nap = 100_000;

    private readonly Dictionary<Socket, (int Number, Interest Interest)> _sockets = [];
    private readonly List<Socket> _read = [];
    private readonly List<Socket> _write = [];
    private readonly List<Socket> _broken = [];

    public void Add(Socket socket, int number, Interest interest) => _sockets[socket] = (number, interest);

    public void Change(Socket socket, int number, Interest interest) => _sockets[socket] = (number, interest);

    public void Remove(Socket socket, int number) => _sockets.Remove(socket);

    public int Wait(long nanoseconds, Span<Ready> ready)
    {
        _read.Clear();
        _write.Clear();
        _broken.Clear();
        foreach (var (socket, (_, interest)) in _sockets)
        {
            if (interest.HasFlag(Interest.Read))
            {
                _read.Add(socket);
            }

            if (interest.HasFlag(Interest.Write))
            {
                _write.Add(socket);
                _broken.Add(socket);   // where a connection that failed is told of
            }
        }

        Socket.Select(_read, _write, _broken, nanoseconds < Millisecond ? 0 : (int)Math.Min(nanoseconds / 1000, int.MaxValue));
        if (_read.Count + _write.Count + _broken.Count == 0 && nanoseconds is > 0 and < Millisecond)
        {
            PreciseSleep.Nap(Math.Min(nanoseconds, Nap));
        }

        var count = 0;
        foreach (var socket in _read.Union(_write).Union(_broken).Take(ready.Length))
        {
            ready[count++] = new Ready(_sockets[socket].Number, _read.Contains(socket), _write.Contains(socket) || _broken.Contains(socket));
        }

        return count;
    }

    public void Dispose() => _sockets.Clear();
}
