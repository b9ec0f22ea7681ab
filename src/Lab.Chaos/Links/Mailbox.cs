using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Lab.Chaos.Links.Polling;

namespace Lab.Chaos.Links;

/// <summary>What other threads ask of the relay's thread, and the socket that wakes it: a datagram to itself, which every system can wait for.</summary>
internal sealed class Mailbox : IDisposable
{
    /// <summary>Of the socket in the poller.</summary>
    public const int Number = 1;

    private readonly ConcurrentQueue<Action> _wishes = new();
    private readonly Socket _bell = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);

    public Mailbox(IPoller poller)
    {
        _bell.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _bell.Connect(_bell.LocalEndPoint!);   // takes datagrams of nobody else
        _bell.Blocking = false;
        poller.Add(_bell, Number, Interest.Read);
    }

    /// <summary>Runs on the relay's thread; done when it has run there.</summary>
    public Task<T> AskAsync<T>(Func<T> wish)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _wishes.Enqueue(() =>
        {
            try
            {
                answer.SetResult(wish());
            }
            catch (Exception e)
            {
                answer.SetException(e);   // whoever asked gets it, and the relay goes on
            }
        });
        _bell.Send([0]);
        return answer.Task;
    }

    /// <summary>Does what was asked for; called by the relay's thread when the bell has rung.</summary>
    public void Empty()
    {
        Span<byte> ring = stackalloc byte[16];
        _bell.Receive(ring, SocketFlags.None, out _);
        while (_wishes.TryDequeue(out var wish))
        {
            wish();
        }
    }

    public void Dispose() => _bell.Dispose();
}
