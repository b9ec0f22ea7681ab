using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Lab.Chaos.Stress.Loads;

/// <summary>Opens connections aside, so that a slow handshake never holds up the schedule.</summary>
internal sealed class LaneOpener(Uri target, TimeSpan limit, TimeProvider time)
{
    private readonly ConcurrentQueue<(int Lane, Socket? Socket, string? Error)> _opened = [];

    /// <summary>Why the last attempt failed; null after one that did not.</summary>
    public string? LastError { get; private set; }

    public async Task OpenAsync(int lane, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var timeout = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            await socket.ConnectAsync(new DnsEndPoint(target.IdnHost, target.Port), either.Token);
            socket.Blocking = false;
            _opened.Enqueue((lane, socket, null));
        }
        catch (SocketException failure)
        {
            socket.Dispose();
            _opened.Enqueue((lane, null, $"connect: {failure.SocketErrorCode}"));
        }
        catch (OperationCanceledException)
        {
            socket.Dispose();
            _opened.Enqueue((lane, null, $"connect: no answer within {limit.TotalSeconds:0.###} s"));
        }
    }

    public bool TryTake(out int lane, out Socket? socket)
    {
        var taken = _opened.TryDequeue(out var opened);
        (lane, socket) = (opened.Lane, opened.Socket);
        if (taken)
        {
            LastError = opened.Error;
        }

        return taken;
    }
}
