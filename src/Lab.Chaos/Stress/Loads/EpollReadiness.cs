using System.Net.Sockets;
using Lab.Chaos.Sockets;

namespace Lab.Chaos.Stress.Loads;

/// <summary>Linux: one call waits for all connections.</summary>
internal sealed class EpollReadiness : IReadiness
{
    private readonly Epoll _epoll = new();

    public void Watch(Socket socket, int number) => _epoll.Add(socket, Epoll.Readable | Epoll.PeerClosed, number);

    public void Forget(Socket socket, int number) => _epoll.Remove(socket);

    public int Wait(long nanoseconds, Span<int> ready)
    {
        var count = Math.Min(_epoll.Wait(nanoseconds), ready.Length);   // the others are ready again at the next call
        for (var n = 0; n < count; n++)
        {
            ready[n] = _epoll.Number(n);
        }

        return count;
    }

    public void Dispose() => _epoll.Dispose();
}
