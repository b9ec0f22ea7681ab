using System.Net.Sockets;
using Lab.Chaos.Sockets;

namespace Lab.Chaos.Links.Polling;

/// <summary>Linux.</summary>
internal sealed class EpollPoller : IPoller
{
    private readonly Epoll _epoll = new();

    public void Add(Socket socket, int number, Interest interest) => _epoll.Add(socket, Events(interest), number);

    public void Change(Socket socket, int number, Interest interest) => _epoll.Change(socket, Events(interest), number);

    public void Remove(Socket socket, int number) => _epoll.Remove(socket);

    public int Wait(long nanoseconds, Span<Ready> ready)
    {
        var count = Math.Min(_epoll.Wait(nanoseconds), ready.Length);
        for (var n = 0; n < count; n++)
        {
            var events = _epoll.Events(n);
            ready[n] = new Ready(
                _epoll.Number(n), (events & (Epoll.Readable | Epoll.Failed | Epoll.HungUp)) != 0, (events & (Epoll.Writable | Epoll.Failed | Epoll.HungUp)) != 0);
        }

        return count;
    }

    public void Dispose() => _epoll.Dispose();

    private static uint Events(Interest interest) =>
        (interest.HasFlag(Interest.Read) ? Epoll.Readable : 0) | (interest.HasFlag(Interest.Write) ? Epoll.Writable : 0);
}
